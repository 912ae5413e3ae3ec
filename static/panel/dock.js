/*
 * Places the panel in the window: at the side, as high as its content, below AEM's own buttons, where the administrator
 * last dragged it; folded, it is a tab; in a narrow window, a sheet at the bottom. Used by the extension (content.js)
 * and the widget (widget.js). The panel itself only sends wishes (`DockWish` in types.d.ts).
 */
(() => {
  "use strict";
  if (globalThis.AssistantDock) return;

  const WIDTH = 420;
  const MARGIN = 12;
  const NARROW = 760;
  const TAB = { width: 56, height: 56 };
  // Never cover these: the buttons in AEM's bars at the top of its pages.
  const BARS = "coral-actionbar, betty-titlebar, .foundation-layout-panel-header, [role=toolbar]";
  const BUTTONS = "button, a, coral-anchorbutton";

  /**
   * @param {number} value
   * @param {number} low
   * @param {number} high
   */
  const clamp = (value, low, high) => Math.max(low, Math.min(value, Math.max(low, high)));

  // Where to look for shadow trees, in CSS pixels from the top: a bar is at least as high as the steps between.
  const DEPTHS = [24, 60, 96, 132, 168];

  /**
   * A tree, and the open shadow trees within it that are drawn at one of these places. To visit all elements would take too
   * long on a page with thousands of items.
   * @param {Document | ShadowRoot} tree
   * @param {[number, number][]} points
   * @returns {(Document | ShadowRoot)[]}
   */
  function treesAt(tree, points) {
    // Chromium gives what is outside of a shadow tree, too.
    const at = points.flatMap(([x, y]) => tree.elementsFromPoint(x, y)).filter((one) => one.getRootNode() === tree);
    const inner = [...new Set(at)].map(({ shadowRoot }) => shadowRoot).filter((root) => root !== null);
    return [tree, ...inner.flatMap((root) => treesAt(root, points))];
  }

  /**
   * The lower edge of AEM's buttons between two horizontal positions; 0 where there are none.
   * @param {number} left
   * @param {number} right
   * @param {HTMLIFrameElement | null} [frame] the frame that AEM is in, if it is in one
   */
  function buttonsEnd(left, right, frame) {
    const offset = frame ? frame.getBoundingClientRect() : { left: 0, top: 0 };
    const places = [left + 1, (left + right) / 2, right - 1].map((x) => x - offset.left);
    const points = places.flatMap((x) => DEPTHS.map((y) => /** @type {[number, number]} */ ([x, y])));
    const trees = treesAt(frame?.contentDocument ?? document, points);
    let end = 0;
    for (const bar of trees.flatMap((tree) => [...tree.querySelectorAll(BARS)])) {
      for (const button of bar.querySelectorAll(BUTTONS)) {
        const box = button.getBoundingClientRect();
        const across = box.width > 0 && box.right + offset.left > left && box.left + offset.left < right;
        if (across && box.top < innerHeight / 3) end = Math.max(end, box.bottom + offset.top);
      }
    }
    return end;
  }

  /**
   * @param {DockMemory} memory
   * @param {HTMLIFrameElement | null} [frame] the frame that AEM is in, if it is in one
   * @returns {Dock}
   */
  function create(memory, frame) {
    // Set by `adopt`, before anything is arranged.
    /** @type {HTMLElement} */
    let host;
    let wish = { height: 320 };
    // At the right edge, because AEM's content begins at the left.
    /** @type {DockPlace} */
    let place = { x: MARGIN, y: 0, folded: false };
    const listening = new AbortController();

    /** @type {number | undefined} */
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
      /** Puts `content` into the page, in a closed shadow tree of a new element called `name`. */
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
      /** Places an element that is in the page already, where it was last. */
      async adopt(element) {
        host = element;
        place = { ...place, ...(await memory.load()) };
        arrange();
        addEventListener("resize", arrange, { signal: listening.signal });
      },
      /** Schedules a new layout for the next frame: AEM's page has changed. */
      arrange() {
        pending ??= requestAnimationFrame(arrange);
      },
      /** Carries out a wish of the panel. */
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
      /** Stops listening. */
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
