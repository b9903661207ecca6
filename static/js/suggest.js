// The search field [data-suggests] asks for suggestions while words are typed. htmx asks; a request under way is
// replaced by the next, so that an old answer never comes over a new one. combobox.js shows what came.

import * as combobox from "./combobox.js";

const searchField = document.querySelector("[data-suggests]");
const answers = new Map();
let askedWords = "";

// Nothing is asked twice, nor without words: then what is under way is of no use either.
searchField?.addEventListener("htmx:confirm", (event) => {
  const words = searchField.value.trim();
  const answer = words !== askedWords && answers.get(words);
  if (!words || words === askedWords || answer) event.preventDefault();
  askedWords = words;
  if (!answer) return;
  htmx.trigger(searchField, "htmx:abort");
  document.getElementById("suggestions").outerHTML = answer;
  combobox.tell(words, true);
});

searchField?.addEventListener("input", () => {
  if (searchField.value.trim()) return;
  askedWords = "";
  htmx.trigger(searchField, "htmx:abort");
});

// An answer that was replaced by another says nothing. What failed may be asked again; the search itself is there.
searchField?.addEventListener("htmx:afterRequest", ({ detail: { successful = false, requestConfig } }) => {
  const words = requestConfig.formData.get("q").trim();
  if (words !== askedWords) return;
  if (successful) {
    const answer = document.getElementById("suggestions");
    answer.dataset.words = words;
    answers.set(words, answer.outerHTML);
  } else askedWords = "";
  combobox.tell(words, successful);
});
for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  searchField?.addEventListener(failed, (event) => event.stopPropagation());
