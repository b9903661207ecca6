// Every request that fails says so, in #failure: which of its texts fits is decided here.

function tell(kind) {
  const region = document.getElementById("failure");
  region.textContent = kind ? region.dataset[kind] : "";
}

document.addEventListener("htmx:responseError", (event) => tell(event.detail.xhr.status < 500 ? "refused" : "failed"));
document.addEventListener("htmx:sendError", () => tell(navigator.onLine ? "failed" : "offline"));
document.addEventListener("htmx:timeout", () => tell("slow"));
document.addEventListener("htmx:beforeRequest", () => tell(null));
