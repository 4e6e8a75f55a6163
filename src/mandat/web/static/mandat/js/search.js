// A search field with a button that empties it. Searching while typing is done with htmx.
export default function search(form) {
  const input = form.querySelector("input[type=search]");
  const clear = form.querySelector("[data-clear]");
  if (!input || !clear) return;
  const show = () => {
    clear.hidden = input.value === "";
  };
  input.addEventListener("input", show);
  clear.addEventListener("click", () => {
    input.value = "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  });
  show();
}
