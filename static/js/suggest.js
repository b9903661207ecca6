// The search field [data-suggests] is a combobox (ARIA practices, list autocomplete with manual selection): the focus
// stays in it, and aria-activedescendant says which suggestion the arrows have reached. htmx asks; a request under way
// is replaced by the next, so that an old answer never comes over a new one.

const combobox = document.querySelector("[data-suggests]");
const suggestionCount = document.getElementById("suggestions-status");
const answers = new Map();
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

function offerSuggestions(isAnswered) {
  if (document.activeElement !== combobox) return;
  showSuggestions(isAnswered && suggestions().length > 0);
  suggestionCount.textContent = isAnswered ? listbox().dataset.said : "";
}

// Nothing is asked twice, nor without words: then what is under way is of no use either.
combobox.addEventListener("htmx:confirm", (event) => {
  const words = combobox.value.trim();
  const answer = words !== askedWords && answers.get(words);
  if (!words || words === askedWords || answer) event.preventDefault();
  askedWords = words;
  if (!answer) return;
  htmx.trigger(combobox, "htmx:abort");
  listbox().outerHTML = answer;
  offerSuggestions(true);
});

combobox.addEventListener("input", () => {
  chooseSuggestion(undefined);
  if (combobox.value.trim()) return;
  askedWords = suggestionCount.textContent = "";
  htmx.trigger(combobox, "htmx:abort");
  showSuggestions(false);
});

// An answer that was replaced by another says nothing. What failed may be asked again; the search itself is there.
combobox.addEventListener("htmx:afterRequest", ({ detail: { successful, requestConfig } }) => {
  if (requestConfig.formData.get("q").trim() !== askedWords) return;
  successful ? answers.set(askedWords, listbox().outerHTML) : (askedWords = "");
  offerSuggestions(successful);
});
for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  combobox.addEventListener(failed, (event) => event.stopPropagation());

combobox.addEventListener("keydown", (event) => {
  const all = suggestions();
  const step = all.length > 0 && combobox.value.trim() ? { ArrowDown: 1, ArrowUp: -1 }[event.key] : 0;
  const isEnd = !listbox().hidden && { Escape: true, Enter: chosen() }[event.key];
  if (event.isComposing || (!step && !isEnd)) return;
  event.preventDefault();
  if (!step) return event.key === "Enter" ? chosen().click() : showSuggestions(false);
  if (listbox().hidden) showSuggestions(true);
  const at = all.indexOf(chosen()) + (chosen() || step > 0 ? step : 0);
  chooseSuggestion(at === all.length || (at < 0 && chosen()) ? undefined : all.at(at));
});

// A pointer on a suggestion leaves the focus where it is.
document.addEventListener("mousedown", (event) => event.target.closest("#suggestions") && event.preventDefault());
combobox.addEventListener("blur", () => showSuggestions(false));
addEventListener("pageshow", () => showSuggestions(false));
