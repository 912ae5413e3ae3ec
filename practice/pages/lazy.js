// Loads a long list as Granite does (facts §4, pagination): the first 20 come with the page, 20 more each time the
// end of what is there comes near, after the time a server takes. foundation-contentloaded then tells who listens.

import { nodes } from "./dom.js";
import { pause, switches } from "./switches.js";

const LIMIT = 20;
/** How near the end has to come, in pixels. */
const NEAR = 200;

/** How many items come with the page. */
export function atFirst(total) {
  return switches.lazy === "off" ? total : Math.min(LIMIT, total);
}

/** Goes on loading into `body`; `markup` makes an item of a configuration. Gives a function that tells how many there are. */
export function loadRest(body, configurations, markup) {
  let loaded = atFirst(configurations.length);
  let loading = false;

  const scrollers = () => {
    const around = [];
    for (let one = body; one; one = one.parentElement) around.push(one);
    return around.filter((one) => /auto|scroll/.test(getComputedStyle(one).overflowY));
  };
  const endIsNear = () =>
    scrollers().every(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < NEAR);

  async function more() {
    if (loading || loaded >= configurations.length || !endIsNear()) return;
    loading = true;
    await pause(250);
    const next = configurations.slice(loaded, loaded + LIMIT);
    body.append(...nodes(next.map(markup).join(""), body.localName === "tbody" ? "tbody" : "div"));
    loaded += next.length;
    loading = false;
    body.dispatchEvent(new CustomEvent("foundation-contentloaded", { bubbles: true }));
    // A component lays out what it got when the browser draws.
    setTimeout(more, 50);
  }

  if (loaded < configurations.length) {
    // Captured, for a scroll does not bubble.
    document.addEventListener("scroll", more, true);
    addEventListener("resize", more);
    setTimeout(more, 50);
  }
  return () => loaded;
}
