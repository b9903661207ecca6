// Every request that fails says what happened, in #failure, until it is tried again, done otherwise or dismissed.
// Nothing is swapped, so the focus stays; what was stepped ahead of the answer goes back to what the cart holds.

import * as clearance from "./clearance.js";
const SAID = { 403: "refused", 404: "gone", 409: "changed", 413: "large", 422: "cut", 429: "often" };
const LONG_ENOUGH = 1000;
const failures = new Map();

document.addEventListener("htmx:responseError", (event) => fail(event, saidOf(event.detail.xhr)));
document.addEventListener("htmx:sendError", (event) => fail(event, navigator.onLine ? "cut" : "offline"));
document.addEventListener("htmx:timeout", (event) => fail(event, "slow"));

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { target, xhr } = event.detail;
  if (target.id !== "cart-contents" || (xhr.status >= 400 && xhr.status !== 422)) return;
  // The announcement ends every answer about the cart: without it this is no such answer, or not all of it.
  if (/ id="cart-status"[^>]*>[^<]*<\/p>\s*$/.test(xhr.responseText) || xhr.getResponseHeader("HX-Redirect")) return;
  event.preventDefault();
  fail(event, "cut");
});

// A new act lets go of what was told a while ago; what had only waited its turn in the queue does not.
document.addEventListener("htmx:confirm", ({ detail: { elt, triggeringEvent: act } }) => {
  if (act?.isTrusted) settle(({ at, request }) => at < act.timeStamp - (request?.elt === elt ? 0 : LONG_ENOUGH));
});

document.addEventListener("htmx:afterRequest", ({ detail: { successful, requestConfig } }) => {
  if (successful) settle(({ name }) => name === nameOf(requestConfig));
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-dismiss]")) settle(() => true);
  if (event.target.closest("[data-try-again]")) tryAgain();
});

const saidOf = ({ status }) => SAID[status] ?? (status < 500 ? "unclear" : "failed");
// What only reads, or fills in a section, has nothing to do with the cart.
const kindOf = ({ verb, target } = {}) => (verb === "get" ? "Reading" : target?.id.startsWith("checkout") ? "Filling" : "");
export const tell = (failure) => failures.get(failure.name)?.isRetried || note(failure); // Else its answer will tell.
const nameOf = ({ path, formData }) => `${path} ${formData.get("variant") ?? ""}`;

function fail({ detail: { requestConfig, target } }, said) {
  if (requestConfig.triggeringEvent?.type === "cart:stale") return;
  const detail = { name: nameOf(requestConfig), said, request: { ...requestConfig, target } };
  note(detail);
  document.dispatchEvent(new CustomEvent("failure:happened", { detail }));
}

function note(failure) {
  failures.set(failure.name, { ...failure, at: performance.now() });
  draw();
}

// The text stays until the answer comes, and with it the button: another click falls on it and does nothing.
function tryAgain() {
  for (const failure of failures.values()) {
    if (!failure.request || failure.isRetried) continue;
    failure.isRetried = true;
    document.dispatchEvent(new CustomEvent("failure:retried", { detail: failure.request }));
  }
  document.querySelector("#failure [data-try-again]").setAttribute("aria-disabled", "true");
}

function settle(isSettled) {
  const settled = [...failures.values()].filter(isSettled);
  settled.forEach(({ name }) => failures.delete(name));
  if (settled.length > 0) draw();
}

function draw() {
  const told = [...failures.values()], open = told.filter(({ request }) => request);
  const region = document.getElementById("failure");
  const texts = told.map(({ said, request }) => region.dataset[said + kindOf(request)] ?? region.dataset[said] ?? said);
  region.querySelector("[data-text]").textContent = [...new Set(texts)].join(" ");
  const button = region.querySelector("[data-try-again]");
  button.setAttribute("aria-disabled", String(open.every(({ isRetried }) => isRetried)));
  button.parentElement.hidden = open.length === 0;
  region.firstElementChild.hidden = told.length === 0;
  clearance.uncover(region, open.map(({ request }) => request.elt));
}
