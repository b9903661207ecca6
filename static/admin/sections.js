// Lets a row of the list be dragged by its handle, and sends the new order when it is let go.
let row = null;

document.addEventListener("pointerdown", (event) => {
  const handle = event.target.closest("[data-drags]");
  if (!handle || event.button !== 0) return;
  row = handle.closest("tr");
  row.classList.add("is-dragged");
  event.preventDefault();
});

document.addEventListener("pointermove", (event) => {
  if (!row) return;
  const over = document.elementFromPoint(event.clientX, event.clientY)?.closest("tr");
  if (!over || over === row || over.parentNode !== row.parentNode) return;
  const { top, height } = over.getBoundingClientRect();
  over[event.clientY < top + height / 2 ? "before" : "after"](row);
});

document.addEventListener("pointerup", () => {
  if (!row) return;
  const send = document.createElement("button");
  send.formAction = row.querySelector("[data-drags]").dataset.drags;
  send.hidden = true;
  row.classList.remove("is-dragged");
  row.closest("form").append(send);
  row = null;
  send.click();
});

document.addEventListener("pointercancel", () => location.reload());
