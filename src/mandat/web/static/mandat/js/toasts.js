// A toast goes away after six seconds, or ten where something can be undone. It stays while pointed
// at or focused, and where it says why something was not done.
export default function toasts(list) {
  if (list.querySelector("[data-stays]")) return;
  const seconds = list.querySelector("form") ? 10 : 6;
  let left;
  const stay = () => clearTimeout(left);
  const go = () => {
    stay();
    left = setTimeout(() => list.remove(), seconds * 1000);
  };
  list.addEventListener("pointerenter", stay);
  list.addEventListener("pointerleave", go);
  list.addEventListener("focusin", stay);
  list.addEventListener("focusout", go);
  go();
}
