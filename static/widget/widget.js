/*
 * The custom element <ims-oauth-assistant>: the same panel, for a page of one's own.
 *
 *   <script type="module" src="ims-oauth-assistant.js"></script>
 *   <ims-oauth-assistant></ims-oauth-assistant>
 *
 * Attributes: `frame`, a selector of a same-origin iframe that shows the console (without it, the console is this very
 * document); `lang`, the panel's language (else the document's); `sample`, the address of a text that the panel
 * offers to try.
 */
import init, { mount_widget } from "./assistant.js";
import { loadFor, reader } from "./reading.js";

const here = new URL(".", import.meta.url);

/** Loads a classic script of ours into a window, once. */
function load(target, name) {
  return new Promise((loaded, failed) => {
    const script = target.document.createElement("script");
    script.src = new URL(name, here);
    script.onload = loaded;
    script.onerror = failed;
    // A frame that goes to another page meanwhile tells nothing; whoever waits looks at what is there then.
    setTimeout(loaded, 3000);
    target.document.head.append(script);
  });
}

/** page.js of a frame, as long as the frame shows that page: a call that the page left unanswered ends with it. */
function untilGone(view) {
  const { AemPage } = view;
  const gone = new Promise((_, failed) => view.addEventListener("pagehide", () => failed(), { once: true }));
  // Nobody may be waiting when it goes.
  gone.catch(() => {});
  const ending = (call) => (given) => Promise.race([AemPage[call](given), gone]);
  const [snapshot, loadMore, apply] = ["snapshot", "loadMore", "apply"].map(ending);
  return { ...AemPage, snapshot, loadMore, apply };
}

class ImsOauthAssistant extends HTMLElement {
  #root = this.attachShadow({ mode: "closed" });
  #unmount;
  #dock;
  // Counts how often it came into a page or left one: what was begun before is over then.
  #turn = 0;

  async connectedCallback() {
    const turn = ++this.#turn;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("panel.css", here);
    const mountPoint = document.createElement("div");
    this.#root.replaceChildren(style, mountPoint);

    await Promise.all([init({ module_or_path: new URL("assistant_bg.wasm", here) }), load(window, "dock.js")]);
    // The place is kept for as long as the tab lives.
    const frame = this.hasAttribute("frame") ? document.querySelector(this.getAttribute("frame")) : null;
    const memory = {
      async load() {
        return JSON.parse(sessionStorage.getItem("ims-oauth-assistant.dock") ?? "{}");
      },
      store(place) {
        sessionStorage.setItem("ims-oauth-assistant.dock", JSON.stringify(place));
      },
    };
    if (turn !== this.#turn) return;
    this.#dock = AssistantDock.create(memory, frame);
    Object.assign(this.style, { position: "fixed", zIndex: 2147483646, overflow: "hidden" });
    this.style.borderRadius = "12px";
    this.style.boxShadow = "0 4px 24px rgb(0 0 0 / 28%)";
    await this.#dock.adopt(this);
    if (turn !== this.#turn) return;

    // Gives page.js in whichever document the console is in now; a frame's document changes with every page load.
    let [shown, reached] = [];
    const page = async () => {
      const target = frame ? frame.contentWindow : window;
      if (!target.AemPage) await load(target, "page.js");
      if (shown !== target.document) {
        [shown, reached] = [target.document, frame ? untilGone(target) : target.AemPage];
        // It may have been removed while the page was loading.
        this.#dock?.arrange();
      }
      return reached;
    };
    this.#unmount = mount_widget(mountPoint, {
      page,
      reader,
      frame,
      dock: (wish) => this.#dock?.change(wish),
      folded: this.#dock.folded,
      words: new URL("words/", here).href,
      language: this.lang || document.documentElement.lang || navigator.language,
      sample: this.getAttribute("sample") ?? undefined,
    });
    loadFor(this.#root);
  }

  disconnectedCallback() {
    this.#turn++;
    this.#unmount?.();
    // Not its element, which the page has removed, or moved elsewhere.
    this.#dock?.leave();
    this.#unmount = this.#dock = undefined;
  }
}

customElements.define("ims-oauth-assistant", ImsOauthAssistant);
