/*
 * The custom element <ims-oauth-assistant>: the same panel, for a page of one's own.
 *
 *   <script type="module" src="ims-oauth-assistant.js"></script>
 *   <ims-oauth-assistant></ims-oauth-assistant>
 *
 * Attributes: `frame`, a selector of a same-origin iframe that shows the console (default: the console is this very
 * document); `lang`, the panel's language (default: the document's); `sample`, the URL of a text that the panel offers
 * to try.
 */
import init, { mount_widget } from "./assistant.js";
import { loadFor, reader } from "./reading.js";

const here = new URL(".", import.meta.url);

/**
 * Loads one of our classic scripts into a window.
 * @param {Window} target
 * @param {string} name
 * @returns {Promise<unknown>}
 */
function load(target, name) {
  return new Promise((loaded, failed) => {
    const script = target.document.createElement("script");
    script.src = new URL(name, here).href;
    script.onload = loaded;
    script.onerror = failed;
    // A frame that navigates meanwhile fires neither event. Whoever waits looks at what is there then.
    setTimeout(loaded, 3000);
    target.document.head.append(script);
  });
}

/**
 * page.js of a frame, for as long as the frame shows that page: a call that is pending when the page goes rejects,
 * rather than waiting for ever.
 * @param {typeof globalThis & Window} view
 * @returns {AemPage}
 */
function untilGone(view) {
  const { AemPage } = view;
  /** @type {Promise<never>} */
  const gone = new Promise((_, failed) => view.addEventListener("pagehide", () => failed(), { once: true }));
  // No call may be pending when the page goes.
  gone.catch(() => {});
  return {
    ...AemPage,
    snapshot: () => Promise.race([AemPage.snapshot(), gone]),
    loadMore: () => Promise.race([AemPage.loadMore(), gone]),
    apply: (edits) => Promise.race([AemPage.apply(edits), gone]),
  };
}

class ImsOauthAssistant extends HTMLElement {
  #root = this.attachShadow({ mode: "closed" });
  /** @type {(() => void) | undefined} */
  #unmount;
  /** @type {Dock | undefined} */
  #dock;
  // Epoch: counts insertions and removals, so that a setup that was overtaken by one stops.
  #turn = 0;

  async connectedCallback() {
    const turn = ++this.#turn;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("panel.css", here).href;
    const mountPoint = document.createElement("div");
    this.#root.replaceChildren(style, mountPoint);

    await Promise.all([init({ module_or_path: new URL("assistant_bg.wasm", here) }), load(window, "dock.js")]);
    const selector = this.getAttribute("frame");
    /** @type {HTMLIFrameElement | null} */
    const frame = selector === null ? null : document.querySelector(selector);
    // The place is kept for as long as the tab lives.
    const memory = {
      async load() {
        return JSON.parse(sessionStorage.getItem("ims-oauth-assistant.dock") ?? "{}");
      },
      /** @param {DockPlace} place */
      store(place) {
        sessionStorage.setItem("ims-oauth-assistant.dock", JSON.stringify(place));
      },
    };
    if (turn !== this.#turn) return;
    const dock = AssistantDock.create(memory, frame);
    this.#dock = dock;
    Object.assign(this.style, { position: "fixed", zIndex: 2147483646, overflow: "hidden" });
    this.style.borderRadius = "12px";
    this.style.boxShadow = "0 4px 24px rgb(0 0 0 / 28%)";
    await dock.adopt(this);
    if (turn !== this.#turn) return;

    // page.js in whichever document the console is in now: a frame has another document after every page load.
    /** @type {Document | undefined} */
    let shown;
    /** @type {AemPage} */
    let reached;
    const page = async () => {
      const target = /** @type {typeof globalThis & Window} */ (frame ? frame.contentWindow : window);
      if (!target.AemPage) await load(target, "page.js");
      if (shown !== target.document) {
        shown = target.document;
        reached = frame ? untilGone(target) : target.AemPage;
        // The widget may have been removed while page.js was loading.
        this.#dock?.arrange();
      }
      return reached;
    };
    this.#unmount = mount_widget(mountPoint, {
      page,
      reader,
      frame,
      dock: (wish) => this.#dock?.change(wish),
      folded: dock.folded,
      words: new URL("words/", here).href,
      language: this.lang || document.documentElement.lang || navigator.language,
      sample: this.getAttribute("sample") ?? undefined,
    });
    loadFor(this.#root);
  }

  disconnectedCallback() {
    this.#turn++;
    this.#unmount?.();
    // Does not remove the element: the page has done that, or moves it.
    this.#dock?.leave();
    this.#unmount = this.#dock = undefined;
  }
}

customElements.define("ims-oauth-assistant", ImsOauthAssistant);
