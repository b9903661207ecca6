// Rows that have a position are moved by dragging, and by the keys of two buttons. The numbers stay, and are what counts.
const GROUPS = "#images-group, #variants-group";
const ROWS = "tr.form-row:not(.empty-form)";
let dragged = null;

const rowsOf = (body) => [...body.querySelectorAll(ROWS)];
const numberOf = (row) => row.querySelector('input[name$="-position"]');

function renumber(body) {
  rowsOf(body).forEach((row, place) => {
    const number = numberOf(row);
    if (number && number.value !== String(place)) {
      number.value = String(place);
      number.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}

function move(row, by) {
  const rows = rowsOf(row.parentElement);
  const other = rows[rows.indexOf(row) + by];
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  renumber(row.parentElement);
}

function button(text, label, by) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "move-row";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", () => {
    move(made.closest("tr"), by);
    made.focus();
  });
  return made;
}

function equip(row, words) {
  const number = numberOf(row);
  if (!number || row.querySelector(".move-row")) return;
  number.after(button("↑", words.up, -1), button("↓", words.down, 1));
  const handle = row.querySelector("td.original") ?? row;
  handle.classList.add("drag-row");
  handle.draggable = true;
  handle.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setDragImage(row, 0, 0);
  });
}

function over(event) {
  const row = event.target.closest?.(ROWS);
  if (!dragged || !row || row.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  const rows = rowsOf(row.parentElement);
  if (rows.indexOf(dragged) < rows.indexOf(row)) row.after(dragged);
  else if (row !== dragged) row.before(dragged);
}

document.addEventListener("DOMContentLoaded", () => {
  const said = document.querySelector("[data-move-up]");
  const words = { up: said?.dataset.moveUp ?? "Up", down: said?.dataset.moveDown ?? "Down" };
  const equipAll = () => document.querySelectorAll(GROUPS).forEach((group) => {
    group.querySelectorAll(ROWS).forEach((row) => equip(row, words));
  });
  equipAll();
  document.addEventListener("formset:added", equipAll);
});
document.addEventListener("dragover", over);
document.addEventListener("dragend", () => {
  if (dragged) renumber(dragged.parentElement);
  dragged = null;
});
