/*
 * Where the panel stands in the window: at the side, as high as it needs, below AEM's own buttons, where the
 * administrator last put it; folded, it is a tab. On a narrow window it is a sheet at the bottom. Used by the
 * extension (content.js) and by the widget (widget.js); the panel itself only says what it wants:
 * `{ height }`, `{ folded }`, `{ move: { x, y } }` in CSS pixels, and `{ moved: true }` at the end of a drag.
 */
(() => {
  "use strict";
  if (globalThis.AssistantDock) return;

  const WIDTH = 420;
  const MARGIN = 12;
  const NARROW = 760;
  const TAB = { width: 56, height: 56 };
  // What must never be covered: whatever a person can press in AEM's bars at the top of its pages.
  const BARS = "coral-actionbar, betty-titlebar, .foundation-layout-panel-header, [role=toolbar]";
  const BUTTONS = "button, a, coral-anchorbutton";

  const clamp = (value, low, high) => Math.max(low, Math.min(value, Math.max(low, high)));

  /** The lower edge of AEM's buttons within [left, right]; 0 where there are none. AEM may be in a frame. */
  function buttonsEnd(left, right, frame) {
    const offset = frame ? frame.getBoundingClientRect() : { left: 0, top: 0 };
    let end = 0;
    for (const bar of (frame?.contentDocument ?? document).querySelectorAll(BARS)) {
      for (const button of bar.querySelectorAll(BUTTONS)) {
        const box = button.getBoundingClientRect();
        const across = box.width > 0 && box.right + offset.left > left && box.left + offset.left < right;
        if (across && box.top < innerHeight / 3) end = Math.max(end, box.bottom + offset.top);
      }
    }
    return end;
  }

  /**
   * `memory` is where the place is kept between pages: `load(): Promise<place>` and `store(place)`. `frame` is the
   * iframe that AEM is in, when that is not this document.
   */
  function create(memory, frame) {
    let host;
    let wish = { height: 320 };
    // x is the distance from the right edge, y from the top: AEM's content begins at the left.
    let place = { x: MARGIN, y: 0, folded: false };
    const listening = new AbortController();

    let pending;

    function arrange() {
      if (pending) cancelAnimationFrame(pending);
      pending = undefined;
      const narrow = innerWidth < NARROW;
      const size = place.folded ? TAB : { width: narrow ? innerWidth : WIDTH, height: wish.height };
      const x = narrow && !place.folded ? 0 : clamp(place.x, MARGIN, innerWidth - size.width - MARGIN);
      const right = innerWidth - x;
      const free = buttonsEnd(right - size.width, right, frame) + MARGIN;
      const height = Math.min(size.height, narrow ? innerHeight / 2 : innerHeight - free - MARGIN);
      const lowest = innerHeight - height - (narrow && !place.folded ? 0 : MARGIN);
      const y = narrow ? lowest : clamp(place.y, free, lowest);
      Object.assign(host.style, {
        width: `${size.width}px`,
        height: `${height}px`,
        right: `${x}px`,
        top: `${y}px`,
      });
      host.toggleAttribute("data-folded", place.folded);
    }

    return {
      /** Hangs `content` into the page, in a closed shadow tree of an element called `name`, where it was put last. */
      show(name, content) {
        host = document.createElement(name);
        const shadow = host.attachShadow({ mode: "closed" });
        const style = document.createElement("style");
        style.textContent = `
          :host { all: initial; position: fixed; z-index: 2147483646; border-radius: 12px;
                  box-shadow: 0 4px 24px rgb(0 0 0 / 28%); overflow: hidden; color-scheme: normal; }
          :host([data-folded]) { border-radius: 28px; }
          iframe { border: 0; width: 100%; height: 100%; display: block; }`;
        shadow.append(style, content);
        document.documentElement.append(host);
        return this.adopt(host);
      },
      /** Places an element that is in the page already. */
      async adopt(element) {
        host = element;
        place = { ...place, ...(await memory.load()) };
        arrange();
        addEventListener("resize", arrange, { signal: listening.signal });
      },
      /** Looks again where there is room, before the next picture is drawn: AEM's page has changed. */
      arrange() {
        pending ??= requestAnimationFrame(arrange);
      },
      /** Does what the panel asks for. */
      change({ height, folded, move, moved }) {
        if (height !== undefined) wish = { height };
        if (folded !== undefined) place.folded = folded;
        if (move) {
          const box = host.getBoundingClientRect();
          place.x = innerWidth - box.right - move.x;
          place.y = box.top + move.y;
        }
        arrange();
        if (moved || folded !== undefined) memory.store(place);
      },
      /** Whether the panel is folded, as remembered. */
      get folded() {
        return place.folded;
      },
      /** Listens no more. */
      leave() {
        listening.abort();
        if (pending) cancelAnimationFrame(pending);
      },
      remove() {
        this.leave();
        host?.remove();
      },
    };
  }

  globalThis.AssistantDock = Object.freeze({ create });
})();
