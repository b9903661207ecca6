// Turns each textarea of rich text into an editor. It is loaded from where the textarea says, not by an import map:
// that is inline, which the policy of pages refuses. For the same reason the editor adds no style of its own.
const MARK = "richText";
const EXTENSIONS = "richTextExtensions";
const PICTURES = "richTextPictures";

function isEmpty(html) {
  return /^<(\w+)(\s[^>]*)?><\/\1>$/.test(html);
}

// Buttons say whether they are pressed, to those who do not see it.
function sayState(toolbar) {
  for (const button of toolbar.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", button.classList.contains("active"));
    button.setAttribute("aria-disabled", button.classList.contains("disabled"));
  }
}

function field(textarea, id) {
  return { label: document.querySelector(`label[for="${id}"]`), errors: document.getElementById(`${id}_error`) };
}

function attributesOf(textarea) {
  const { label, errors } = field(textarea, textarea.id);
  const described = textarea.getAttribute("aria-describedby");
  return {
    role: "textbox",
    "aria-multiline": "true",
    "aria-label": label?.textContent.replace(/:\s*$/, "").trim() || textarea.name,
    ...(described ? { "aria-describedby": described } : {}),
    ...(errors || textarea.getAttribute("aria-invalid") ? { "aria-invalid": "true" } : {}),
  };
}

async function edit(textarea) {
  if (textarea.dataset[MARK] === "" || textarea.closest(".prose-editor") || textarea.id.includes("__prefix__")) return;
  const [kit, { extensionsOf }, { pictures }] = await Promise.all(
    [MARK, EXTENSIONS, PICTURES].map((name) => import(textarea.dataset[name])),
  );
  if (textarea.closest(".prose-editor")) return;
  const element = document.createElement("div");
  element.className = textarea.disabled ? "prose-editor disabled" : "prose-editor";
  textarea.before(element);
  element.append(textarea);
  const editor = new kit.Editor({
    element,
    injectCSS: false,
    editable: !textarea.disabled,
    extensions: extensionsOf(kit, pictures(kit, textarea)),
    content: textarea.value,
    editorProps: { attributes: attributesOf(textarea) },
    onUpdate() {
      const html = editor.getHTML();
      textarea.value = isEmpty(html) ? "" : html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
    onCreate() {
      const toolbar = element.querySelector(".prose-menubar");
      toolbar.setAttribute("role", "toolbar");
      // The button's sign is read as the word "code"; its name has that word too.
      toolbar.querySelector("[data-name=html]")?.setAttribute("aria-label", "edit HTML code");
      sayState(toolbar);
      editor.on("transaction", () => sayState(toolbar));
    },
  });
  field(textarea, textarea.id).label?.addEventListener("click", () => editor.commands.focus());
}

function editAll(container) {
  for (const textarea of container.querySelectorAll("textarea[data-rich-text]")) edit(textarea);
}

editAll(document);
document.addEventListener("formset:added", (event) => editAll(event.target));
