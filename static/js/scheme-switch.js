// A button at the foot of the page for the other colours. Where they are what the system asks for, nothing is kept.

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const button = document.querySelector("[data-scheme-switch]");

button?.addEventListener("click", () => {
  const chosen = isDark() ? "light" : "dark";
  if ((chosen === "dark") === system.matches) delete root.dataset.scheme;
  else root.dataset.scheme = chosen;
  keep(root.dataset.scheme);
  draw();
});
system.addEventListener("change", draw);
draw();

function isDark() {
  return root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches;
}

function draw() {
  if (!button) return;
  button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
  // A shop that is dark by itself has no other colours.
  button.hidden = !root.dataset.scheme && !getComputedStyle(root).colorScheme.includes("light");
}

function keep(chosen) {
  try {
    if (chosen) localStorage.setItem("scheme", chosen);
    else localStorage.removeItem("scheme");
  } catch {
    // Then it holds for this page.
  }
}
