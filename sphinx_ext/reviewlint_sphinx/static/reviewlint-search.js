/* Sphinx makes the snippets of its search results in the browser, from the text of the whole page.
   Spoilers are taken out of the page before it looks. `Search` is a lexical global and may be there
   before this script or after it. */
(() => {
  "use strict";
  const guard = () => {
    if (typeof Search === "undefined" || !Search.htmlToText || Search.htmlToText.guarded) return;
    const original = Search.htmlToText;
    Search.htmlToText = (html, anchor) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      page.querySelectorAll(".rl-spoiler, .rl-si, [data-spoiler-body]").forEach((one) => one.remove());
      return original.call(Search, page.documentElement.outerHTML, anchor);
    };
    Search.htmlToText.guarded = true;
  };
  guard();
  document.addEventListener("DOMContentLoaded", guard);
})();
