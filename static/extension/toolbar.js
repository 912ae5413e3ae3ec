/*
 * The toolbar button, its shortcut and the menu entries: they lead to the panel where there is one, allow the extension on
 * the console of another host, and open the home page everywhere else.
 */
(() => {
  "use strict";
  const { action, contextMenus, i18n, runtime, tabs } = chrome;
  const HOME = "home.html";
  const CONSOLES = ["*://*/*cq/adobeims-configuration/content/configurations*"];

  const openHome = () => tabs.create({ url: runtime.getURL(HOME) });

  /**
   * What a press does on the page that a tab shows.
   * @param {chrome.tabs.Tab | undefined} tab
   */
  async function press(tab) {
    if (tab?.id === undefined) return openHome();
    if (AssistantBroker.summon(tab.id)) return undefined;
    const pattern = AemHosts.patternOfConsole(tab.url);
    if (!pattern) return openHome();
    // Nothing is awaited before this: the browser asks only in answer to a press.
    if (!(await AemHosts.ask(pattern))) return undefined;
    return AemHosts.inject(tab.id);
  }

  action.onClicked.addListener(press);
  contextMenus.onClicked.addListener(({ menuItemId }, tab) => (menuItemId === HOME ? openHome() : press(tab)));

  runtime.onInstalled.addListener(() =>
    contextMenus.removeAll(() => {
      contextMenus.create({ id: HOME, title: i18n.getMessage("menu_home"), contexts: ["action"] });
      contextMenus.create({
        id: "console",
        title: i18n.getMessage("menu_open"),
        contexts: ["page", "frame"],
        documentUrlPatterns: CONSOLES,
      });
    }),
  );
})();
