/* "Show all spoilers": a convenience; every spoiler opens without it. */
(() => {
  "use strict";
  const start = () => {
    const blocks = [...document.querySelectorAll("details.rl-spoiler")];
    const boxes = [...document.querySelectorAll("input.rl-si-box")];
    const template = document.getElementById("rl-show-all");
    if (!template || blocks.length + boxes.length < 2) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "rl-show-all";
    const isOpen = () => blocks.every((one) => one.open) && boxes.every((one) => one.checked);
    const say = () => {
      button.textContent = isOpen() ? template.dataset.hide : template.dataset.show;
    };
    button.addEventListener("click", () => {
      const open = !isOpen();
      blocks.forEach((one) => { one.open = open; });
      boxes.forEach((one) => { one.checked = open; });
      say();
    });
    blocks.forEach((one) => one.addEventListener("toggle", say));
    boxes.forEach((one) => one.addEventListener("change", say));
    say();
    template.replaceWith(button);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
