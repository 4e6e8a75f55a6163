// Takes focus when it appears: an error summary, the heading of what was swapped in.
export default function focus(element) {
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
}
