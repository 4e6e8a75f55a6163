// Small behaviours, each wired by data-behaviour="name". Every page works without them.
import busy from "./busy.js";
import focus from "./focus.js";
import menu from "./menu.js";
import search from "./search.js";
import toasts from "./toasts.js";

const behaviours = { busy, focus, menu, search, toasts };

function wire(root) {
  const found = root.querySelectorAll("[data-behaviour]");
  for (const element of [...(root.matches?.("[data-behaviour]") ? [root] : []), ...found]) {
    if (element.dataset.wired) continue;
    element.dataset.wired = "yes";
    for (const name of element.dataset.behaviour.split(" ")) behaviours[name]?.(element);
  }
}

// Also rooms' own modules may add behaviours before or after the page is wired.
export function behaviour(name, start) {
  behaviours[name] = start;
  for (const element of document.querySelectorAll(`[data-behaviour~="${name}"]`)) start(element);
}

wire(document);
new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) if (node.nodeType === 1) wire(node);
  }
}).observe(document.body, { childList: true, subtree: true });
