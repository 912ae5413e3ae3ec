/*
 * The hosts of one's own on which the extension works: AEM 6.5 and Managed Services have host names that no manifest can
 * know. A person allows one host at a time; for each, the content scripts are registered for the console's path alone.
 */
(() => {
  "use strict";
  const { permissions, runtime, scripting } = chrome;
  const manifest = runtime.getManifest();
  // Firefox tells them by their whole address, and takes them by their path.
  const SCRIPTS = (manifest.content_scripts?.[0]?.js ?? []).map((file) =>
    new URL(file, runtime.getURL("")).pathname.slice(1),
  );
  // A registration gets no globs, so its pattern has the path itself.
  const CONSOLE = "*cq/adobeims-configuration/content/configurations*";

  /**
   * The address of a page in Adobe's shell has the console's behind its `#`.
   * @param {URL} url
   */
  const pathOf = ({ pathname, hash }) =>
    hash.startsWith("#/aem/") ? hash.slice("#/aem".length).split("?")[0] : pathname;

  /**
   * The pattern for all pages of one host. Without its port: with one, Firefox finds no permission.
   * @param {URL} url
   */
  const patternOf = ({ protocol, hostname }) => `${protocol}//${hostname}/*`;

  /** @param {string} pattern */
  const idOf = (pattern) => `console ${pattern}`;

  /** @param {string} pattern */
  const isBuiltIn = (pattern) => manifest.host_permissions?.includes(pattern) ?? false;

  /**
   * Adobe IMS is asked about credentials; there is no console.
   * @param {string} pattern
   */
  const isIms = (pattern) => pattern.endsWith(".adobelogin.com/*");

  /** @param {string} pattern */
  const scriptFor = (pattern) => ({
    id: idOf(pattern),
    matches: [pattern.replace(/\*$/, CONSOLE)],
    js: SCRIPTS,
    allFrames: true,
    /** @type {"document_idle"} */
    runAt: "document_idle",
  });

  /**
   * Makes the registrations those of the hosts that are allowed. Idempotent, and done at every start: the browser forgets
   * registrations of an extension that was loaded unpacked, and a person may have taken a permission away meanwhile.
   */
  async function registerAll() {
    const { origins = [] } = await permissions.getAll();
    const wanted = origins.filter((pattern) => !isBuiltIn(pattern) && !isIms(pattern));
    const known = (await scripting.getRegisteredContentScripts()).map(({ id }) => id);
    const outdated = known.filter((id) => !wanted.some((pattern) => idOf(pattern) === id));
    if (outdated.length) await scripting.unregisterContentScripts({ ids: outdated });
    const missing = wanted.filter((pattern) => !known.includes(idOf(pattern)));
    if (missing.length) await scripting.registerContentScripts(missing.map(scriptFor));
  }

  // Registrations are serialized: two that both miss a script would register it twice, which fails.
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  function registered() {
    const all = last.then(registerAll);
    last = all.catch(() => {});
    return all;
  }

  permissions.onAdded.addListener(() => registered());
  permissions.onRemoved.addListener(() => registered());
  registered();

  globalThis.AemHosts = Object.freeze({
    /**
     * The pattern for the host of a console's page; undefined where the address is another page's.
     * @param {string | undefined} address
     */
    patternOfConsole(address) {
      if (!address || !URL.canParse(address)) return undefined;
      const url = new URL(address);
      return /^https?:$/.test(url.protocol) && AemAddress.isConsole(pathOf(url)) ? patternOf(url) : undefined;
    },

    /**
     * Has the browser ask for one host, or tells at once that it is allowed. To be called first thing after a press.
     * @param {string} pattern
     */
    async ask(pattern) {
      try {
        return await permissions.request({ origins: [pattern] });
      } catch {
        // Without a press the browser does not ask.
        return permissions.contains({ origins: [pattern] });
      }
    },

    /** @param {string} origin */
    isAllowed: (origin) => permissions.contains({ origins: [patternOf(new URL(origin))] }),

    /**
     * Puts the content scripts into the page that a tab shows now, which was loaded before its host was allowed.
     * @param {number} tabId
     */
    async inject(tabId) {
      await registered();
      await scripting.executeScript({ target: { tabId, allFrames: true }, files: SCRIPTS });
    },
  });
})();
