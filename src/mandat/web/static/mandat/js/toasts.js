// A toast goes away after six seconds, but stays while pointed at or focused, and where it says why
// something was not done.
export default function toasts(list) {
  if (list.querySelector("[data-stays]")) return;
  let left;
  const stay = () => clearTimeout(left);
  const go = () => {
    stay();
    left = setTimeout(() => list.remove(), 6000);
  };
  list.addEventListener("pointerenter", stay);
  list.addEventListener("pointerleave", go);
  list.addEventListener("focusin", stay);
  list.addEventListener("focusout", go);
  go();
}
