// The search field [data-suggests] is a combobox (ARIA practices, list autocomplete with manual selection): the focus
// stays in it, and aria-activedescendant says which suggestion the arrows have reached. They walk only through what
// goes with the words that stand in the field, and what is dismissed before its answer has come stays closed.

const combobox = document.querySelector("[data-suggests]");
const suggestionCount = document.getElementById("suggestions-status");
let isWanted = false;
const listbox = () => document.getElementById("suggestions");
const suggestions = () => [...listbox().querySelectorAll("[role=option]")];
const chosen = () => listbox().querySelector("[aria-selected=true]");

const marks = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": "suggestions" };
if (combobox) {
  Object.entries(marks).forEach(([name, value]) => combobox.setAttribute(name, value));
  showSuggestions(false);
  addEventListener("pageshow", dismiss);
}

function showSuggestions(isShown) {
  const room = visualViewport.height - combobox.getBoundingClientRect().bottom;
  if (isShown) combobox.form.style.setProperty("--room", `${Math.floor(room)}px`);
  listbox().hidden = !isShown;
  combobox.setAttribute("aria-expanded", String(isShown));
  chooseSuggestion(undefined);
}

function chooseSuggestion(option) {
  chosen()?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  combobox.setAttribute("aria-activedescendant", option?.id ?? "");
}

combobox?.addEventListener("input", () => {
  isWanted = combobox.value.trim() !== "";
  chooseSuggestion(undefined);
  if (isWanted) return;
  suggestionCount.textContent = "";
  showSuggestions(false);
});

// What was asked for with these words has come, or has failed.
export function tell(words, isAnswered) {
  if (document.activeElement !== combobox) return;
  showSuggestions(isWanted && isAnswered && suggestions().length > 0);
  suggestionCount.textContent = isWanted && isAnswered ? listbox().dataset.said : "";
  // More may have been typed meanwhile, which is yet to be asked for.
  if (words === combobox.value.trim()) isWanted = false;
}

combobox?.addEventListener("keydown", (event) => {
  const step = combobox.value.trim() && { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.isComposing) return;
  if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) return chooseSuggestion(undefined);
  if (step) walk(step);
  else if (event.key === "Enter" && chosen()) chosen().click();
  else if (event.key === "Escape" && (isWanted || !listbox().hidden)) dismiss();
  else return;
  event.preventDefault();
});

function walk(step) {
  if (listbox().dataset.words !== combobox.value.trim()) {
    isWanted = true;
    return combobox.dispatchEvent(new Event("suggestions:wanted"));
  }
  const all = suggestions();
  if (all.length > 0 && listbox().hidden) showSuggestions(true);
  const at = all.indexOf(chosen()) + (chosen() || step > 0 ? step : 0);
  chooseSuggestion(at === all.length || (at < 0 && chosen()) ? undefined : all.at(at));
}

function dismiss() {
  isWanted = false;
  showSuggestions(false);
}

// A pointer on a suggestion leaves the focus where it is.
document.addEventListener("mousedown", (event) => event.target.closest("#suggestions") && event.preventDefault());
combobox?.addEventListener("blur", dismiss);
