// The search field [data-suggests] is a combobox (ARIA practices, list autocomplete with manual selection): the focus
// stays in it, and aria-activedescendant says which suggestion the arrows have reached. htmx asks; a request under way
// is replaced by the next, so that an old answer never comes over a new one.

const combobox = document.querySelector("[data-suggests]");
const suggestionCount = document.getElementById("suggestions-status");
let askedWords = "";

const listbox = () => document.getElementById("suggestions");
const suggestions = () => [...listbox().querySelectorAll("[role=option]")];
const chosen = () => listbox().querySelector("[aria-selected=true]");

const marks = { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": "suggestions" };
Object.entries(marks).forEach(([name, value]) => combobox.setAttribute(name, value));
showSuggestions(false);

function showSuggestions(isShown) {
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

// Nothing is asked twice, nor without words: then what is under way is of no use either.
combobox.addEventListener("htmx:confirm", (event) => {
  const words = combobox.value.trim();
  if (!words || words === askedWords) event.preventDefault();
  askedWords = words;
});

combobox.addEventListener("input", () => {
  chooseSuggestion(undefined);
  if (combobox.value.trim()) return;
  askedWords = suggestionCount.textContent = "";
  htmx.trigger(combobox, "htmx:abort");
  showSuggestions(false);
});

combobox.addEventListener("htmx:afterRequest", ({ detail: { successful, requestConfig } }) => {
  // What failed may be asked again; an answer that was replaced by another says nothing.
  if (!successful && requestConfig.formData.get("q").trim() === askedWords) askedWords = "";
  if (!successful || document.activeElement !== combobox) return;
  showSuggestions(suggestions().length > 0);
  suggestionCount.textContent = listbox().dataset.said;
});

// Suggestions are a help: where they fail, the search itself is there.
for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  combobox.addEventListener(failed, (event) => event.stopPropagation());
}

combobox.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const all = suggestions();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && all.length > 0 && combobox.value.trim()) {
    event.preventDefault();
    if (listbox().hidden) showSuggestions(true);
    const at = all.indexOf(chosen()) + (chosen() || step > 0 ? step : 0);
    chooseSuggestion(at === all.length || (at < 0 && chosen()) ? undefined : all.at(at));
  } else if (event.key === "Escape" && !listbox().hidden) {
    event.preventDefault();
    showSuggestions(false);
  } else if (event.key === "Enter" && !listbox().hidden && chosen()) {
    event.preventDefault();
    chosen().click();
  }
});

// A pointer on a suggestion leaves the focus where it is.
document.addEventListener("mousedown", (event) => event.target.closest("#suggestions") && event.preventDefault());
combobox.addEventListener("blur", () => showSuggestions(false));
addEventListener("pageshow", () => showSuggestions(false));
