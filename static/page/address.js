// Generated from src/page: UPDATE_EXPECTATIONS=1 cargo test --lib page. Do not edit.
(() => {
  "use strict";
  const CONSOLE = /^(\/[^/]+)?(?:\/libs|\/apps|\/mnt\/overlay|\/mnt\/override\/libs|\/mnt\/override\/apps)\/cq\/adobeims-configuration\/content\/configurations(?:[./;]|$)/;
  const AUTHORS_FOLDERS = /^\/(?:content|conf|home|etc|var|tmp|bin|oak:index)\//;
  const AUTHOR_HOST = /^author-p[0-9]+-e[0-9]+(-[a-z0-9-]+)?\.adobeaemcloud\.com$/;
  const CLOUD = /(?:^|\.)adobeaemcloud\.com$/;

  globalThis.AemAddress = Object.freeze({
    /**
     * Whether a path is that of one of the console's pages. Another page may have it in its suffix, behind `.html`.
     * @param {string} pathname
     */
    isConsole: (pathname) => !AUTHORS_FOLDERS.test(pathname) && CONSOLE.test(pathname.split(".html", 1).join()),
    /**
     * The context path that AEM is deployed behind, of the path of a console's page; empty where there is none.
     * @param {string} pathname
     */
    contextPath: (pathname) => CONSOLE.exec(pathname.split(".html", 1).join())?.[1] ?? "",
    /**
     * Whether the extension supports AEM on this host, if it may work there at all: in the cloud only authors have the
     * console, and any other host is one that a person has allowed.
     * @param {string} hostname
     */
    isSupportedHost: (hostname) => !CLOUD.test(hostname) || AUTHOR_HOST.test(hostname),
  });
})();
