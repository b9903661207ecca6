// Lets a row of a list be dragged by its handle among those that it has its order with, and sends the new order when it
// is let go.
let handle = null;

const rowOf = (element) => element?.closest("tr");

document.addEventListener("pointerdown", (event) => {
  handle = event.button === 0 ? event.target.closest("[data-drags]") : null;
  if (!handle) return;
  rowOf(handle).classList.add("is-dragged");
  event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!handle) return;
  const row = rowOf(handle);
  const over = rowOf(document.elementFromPoint(event.clientX, event.clientY));
  const other = over?.querySelector("[data-drags]");
  if (!other || over === row || other.dataset.among !== handle.dataset.among) return;
  const { top, height } = over.getBoundingClientRect();
  over[event.clientY < top + height / 2 ? "before" : "after"](row);
});

document.addEventListener("pointerup", () => {
  if (!handle) return;
  const row = rowOf(handle);
  const send = document.createElement("button");
  send.formAction = handle.dataset.drags;
  send.hidden = true;
  row.classList.remove("is-dragged");
  row.closest("form").append(send);
  handle = null;
  send.click();
});

document.addEventListener("pointercancel", () => location.reload());
