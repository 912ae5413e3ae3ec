/*
 * Places the panel in the window: at the right edge, as high as its content, or where the administrator last dragged it;
 * folded, it is a tab; in a narrow window, a sheet at the bottom. At the edge and as a sheet, AEM's page makes room for
 * it; where that does not work, and elsewhere, it stays below AEM's own buttons. Used by the extension (content.js) and
 * the widget (widget.js). The panel itself only sends wishes (`DockWish` in types.d.ts).
 */
(() => {
  "use strict";
  if (globalThis.AssistantDock) return;

  const WIDTH = 420;
  const MARGIN = 12;
  const NARROW = 760;
  const TAB = { width: 56, height: 56 };
  // Let go of this near to the edge, the panel is docked there again.
  const SNAP = 32;
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
   * Inline styles that are lent, and put back as they were.
   */
  function wardrobe() {
    /** @type {{ style: CSSStyleDeclaration, name: string, ours: string, was: string, priority: string }[]} */
    let lent = [];
    /** @type {Set<HTMLElement>} */
    const bare = new Set();
    return {
      /**
       * @param {HTMLElement} element
       * @param {Record<string, string>} styles longhands, in CSS's own spelling
       */
      lend(element, styles) {
        const { style } = element;
        if (!element.hasAttribute("style")) bare.add(element);
        for (const [name, value] of Object.entries(styles)) {
          const [was, priority] = [style.getPropertyValue(name), style.getPropertyPriority(name)];
          style.setProperty(name, value, "important");
          lent.push({ style, name, ours: style.getPropertyValue(name), was, priority });
        }
      },
      takeBack() {
        for (const { style, name, ours, was, priority } of lent.reverse()) {
          // AEM may have set it meanwhile, to stop the page from scrolling behind a dialog.
          if (style.getPropertyValue(name) === ours) style.setProperty(name, was, priority);
        }
        // Chromium writes the attribute late, and would do so after its removal, had nobody read it before.
        for (const element of bare) if (!element.getAttribute("style")) element.removeAttribute("style");
        lent = [];
        bare.clear();
      },
    };
  }

  /**
   * The room that AEM's page makes for the panel. AEM's layout is not known, so that its outermost box is made smaller,
   * and what it holds follows: in normal flow, in percentages, and, because the box contains it, `absolute` and `fixed`.
   * @param {HTMLIFrameElement | null} [frame] the frame that AEM is in, if it is in one
   */
  function createRoom(frame) {
    const styles = wardrobe();
    const root = document.documentElement;
    // What is kept free: at the right, at the bottom.
    let made = "0 0";
    /** @type {"frame" | "window" | "scrolls" | undefined} */
    let mode;
    let clips = false;

    /** Whether the whole document scrolls. If not, its body stands for the window. */
    const scrolls = () => root.scrollHeight > root.clientHeight;

    const bodyIsAtOrigin = () => {
      const { left, top } = document.body.getBoundingClientRect();
      return left === 0 && top === 0;
    };

    /**
     * @param {HTMLElement} host
     * @param {number} right
     * @param {number} bottom
     */
    function make(host, right, bottom) {
      const { body } = document;
      if (mode === "frame" && frame) {
        const { left, top } = frame.getBoundingClientRect();
        styles.lend(frame, {
          "max-width": `${innerWidth - right - left}px`,
          ...(!scrolls() && { "max-height": `${innerHeight - bottom - top}px` }),
        });
      } else if (mode === "window") {
        styles.lend(body, {
          "box-sizing": "border-box",
          width: `calc(100% - ${right}px)`,
          height: `calc(100vh - ${bottom}px)`,
          "min-width": "0",
          "min-height": "0",
          // What is `fixed` in a transformed box is so within that box. It would take the panel along if that were in it.
          ...(body.contains(host) ? { position: "relative" } : { transform: "translate(0px)" }),
        });
      } else {
        // A transformed box would scroll what is `fixed` away.
        styles.lend(root, {
          "box-sizing": "border-box",
          position: "relative",
          "max-width": `calc(100% - ${right}px)`,
          "min-height": `calc(100vh - ${bottom}px)`,
        });
        styles.lend(body, { "min-width": "0" });
        if (bottom) {
          // A box as high as the window would end above most of its content, and the padding with it.
          styles.lend(body, { height: "auto" });
          // The scroll padding: a field that gets the focus by keyboard is scrolled to above the panel.
          styles.lend(root, {
            height: "auto",
            "padding-bottom": `${bottom}px`,
            "scroll-padding-bottom": `${bottom}px`,
          });
        }
      }
    }

    /**
     * Whether AEM's page still has something where the panel stands, such as a box that is as wide or high as the window
     * by its own words. A few places tell it: a page may have thousands of elements.
     * @param {HTMLElement} host
     * @param {number} right
     * @param {number} bottom
     */
    function isInTheWay(host, right, bottom) {
      const parts = [0.1, 0.3, 0.5, 0.7, 0.9];
      const points = right
        ? parts.map((part) => [innerWidth - right / 2, innerHeight * part])
        : parts.map((part) => [innerWidth * part, innerHeight - bottom / 2]);
      const { body } = document;
      return points
        .flatMap(([x, y]) => document.elementsFromPoint(x, y))
        .some((one) => one !== body && body.contains(one) && !host.contains(one));
    }

    return {
      /**
       * Keeps so many CSS pixels of the window free of AEM's page; none gives it the whole window back.
       * @param {HTMLElement} host the panel
       * @param {number} right
       * @param {number} bottom
       */
      keep(host, right, bottom) {
        if (!document.body) return;
        // A frame's box is given in pixels of this window.
        const wanted = `${right} ${bottom}${frame ? ` ${innerWidth} ${innerHeight}` : ""}`;
        const before = made;
        if (wanted !== made) {
          styles.takeBack();
          clips = false;
          made = wanted;
          mode = frame ? "frame" : scrolls() || !bodyIsAtOrigin() ? "scrolls" : "window";
          if (right || bottom) make(host, right, bottom);
          else mode = undefined;
        } else if (mode === "window" && !clips && scrolls()) {
          // More has come into the page. What is `fixed` comes to stand where it was, which is better than to scroll.
          styles.takeBack();
          mode = "scrolls";
          make(host, right, bottom);
        }
        if (mode === "window" && !clips && isInTheWay(host, right, bottom)) {
          // Then it is scrolled within the room that there is.
          clips = true;
          styles.lend(root, { "overflow-x": "hidden", "overflow-y": "hidden" });
          styles.lend(document.body, { "overflow-x": "auto", "overflow-y": "auto" });
        }
        // Coral's dialogs, toasts and action bars, and AEM's own scripts, lay out anew at this event only, and the window
        // has not changed. Our own listener comes here again, and finds that nothing has.
        if (wanted !== before && !frame) dispatchEvent(new Event("resize"));
      },
    };
  }

  /**
   * @param {DockMemory} memory
   * @param {HTMLIFrameElement | null} [frame] the frame that AEM is in, if it is in one
   * @returns {Dock}
   */
  function create(memory, frame) {
    // Set by `begin`, before anything is arranged.
    /** @type {HTMLElement} */
    let host;
    let wish = { height: 320 };
    // Docked at the right edge.
    /** @type {DockPlace} */
    let place = { x: MARGIN, y: 0, folded: false };
    const room = createRoom(frame);
    const listening = new AbortController();
    // AEM's page is laid out anew at the end of a drag, not at each of its steps.
    let isDragged = false;

    /** @type {number | undefined} */
    let pending;

    function arrange() {
      if (pending) cancelAnimationFrame(pending);
      pending = undefined;
      const isSheet = innerWidth < NARROW && !place.folded;
      const isDocked = !isSheet && !place.folded && place.x <= MARGIN;
      const lower = isSheet ? Math.ceil(Math.min(wish.height, innerHeight / 2)) : 0;
      if (!isDragged) room.keep(host, isDocked ? WIDTH + 2 * MARGIN : 0, lower);

      const size = place.folded ? TAB : { width: isSheet ? innerWidth : WIDTH, height: wish.height };
      const x = isSheet ? 0 : clamp(place.x, MARGIN, innerWidth - size.width - MARGIN);
      const right = innerWidth - x;
      // Under way it follows the pointer; where it is let go, it stays off the buttons.
      const free = isSheet || isDragged ? MARGIN : buttonsEnd(right - size.width, right, frame) + MARGIN;
      const height = isSheet ? lower : Math.min(size.height, innerHeight - free - MARGIN);
      const lowest = innerHeight - height - (isSheet ? 0 : MARGIN);
      // The tab in a narrow window is where the sheet was.
      const y = innerWidth < NARROW ? lowest : clamp(place.y, free, lowest);
      Object.assign(host.style, {
        width: `${size.width}px`,
        height: `${height}px`,
        right: `${x}px`,
        top: `${y}px`,
      });
      host.toggleAttribute("data-folded", place.folded);
    }

    async function remember() {
      place = { ...place, ...(await memory.load()) };
    }

    /** @param {HTMLElement} element */
    function begin(element) {
      if (listening.signal.aborted) return;
      host = element;
      arrange();
      addEventListener("resize", arrange, { signal: listening.signal });
    }

    return {
      /** Puts `content` into the page, in a closed shadow tree of a new element called `name`. */
      async show(name, content) {
        const element = document.createElement(name);
        const shadow = element.attachShadow({ mode: "closed" });
        const style = document.createElement("style");
        style.textContent = `
          :host { all: initial; position: fixed; z-index: 2147483646; border-radius: 12px;
                  box-shadow: 0 4px 24px rgb(0 0 0 / 28%); overflow: hidden; color-scheme: normal; }
          :host([data-folded]) { border-radius: 28px; }
          iframe { border: 0; width: 100%; height: 100%; display: block; }`;
        shadow.append(style, content);
        await remember();
        // Not before its place is known: it would be seen somewhere else first.
        if (!listening.signal.aborted) document.documentElement.append(element);
        begin(element);
      },
      /** Places an element that is in the page already, where it was last. */
      async adopt(element) {
        await remember();
        begin(element);
      },
      /** Schedules a new layout for the next frame: AEM's page has changed. */
      arrange() {
        pending ??= requestAnimationFrame(arrange);
      },
      /** Carries out a wish of the panel. */
      change({ height, folded, move, moved }) {
        if (height !== undefined) wish = { height };
        if (folded !== undefined) place.folded = folded;
        // A sheet is not dragged.
        if (move && innerWidth >= NARROW) {
          const box = host.getBoundingClientRect();
          place.x = innerWidth - box.right - move.x;
          place.y = box.top + move.y;
          isDragged = true;
        }
        if (moved) {
          isDragged = false;
          if (place.x < MARGIN + SNAP) place.x = MARGIN;
        }
        arrange();
        if (moved || folded !== undefined) memory.store(place);
      },
      /** Whether the panel is folded, as remembered. */
      get folded() {
        return place.folded;
      },
      /** Stops listening, and gives AEM the whole window back. */
      leave() {
        listening.abort();
        if (pending) cancelAnimationFrame(pending);
        if (host) room.keep(host, 0, 0);
      },
      remove() {
        this.leave();
        host?.remove();
      },
    };
  }

  globalThis.AssistantDock = Object.freeze({ create });
})();
