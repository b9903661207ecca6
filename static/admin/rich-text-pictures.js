// The button that puts a picture into a text, or says anew what the chosen one shows. The shop keeps the file before
// it stands in the text; what it refuses it says in the dialog, and the text stays as it is.
const REFUSALS = new Set([413, 422]);

async function refusalOf(answer, words) {
  const said = REFUSALS.has(answer.status) ? (await answer.text()).trim() : "";
  return said || (answer.redirected || answer.status === 403 ? words.forbidden : words.unsent);
}

// Returns the attributes of the picture, or throws an error that says why there are none.
async function upload(form, token) {
  const body = new FormData(form);
  body.set("csrfmiddlewaretoken", token);
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body });
  } catch {
    throw new Error(form.dataset.unsent);
  }
  if (answer.ok && !answer.redirected) return answer.json();
  throw new Error(await refusalOf(answer, form.dataset));
}

function put(editor, attrs) {
  if (editor.isActive("image")) editor.chain().focus().updateAttributes("image", attrs).run();
  else editor.chain().focus().insertContent([{ type: "image", attrs }, { type: "paragraph" }]).run();
}

function open(editor, textarea) {
  const template = textarea.closest(".prose-editor").parentElement.querySelector("[data-text-picture]");
  const dialog = template.content.firstElementChild.cloneNode(true);
  const form = dialog.querySelector("form");
  const { picture, alt } = form.elements;
  const fault = form.querySelector("[role=alert]");
  const isThere = editor.isActive("image");
  alt.value = (isThere && editor.getAttributes("image").alt) || "";
  picture.required = !isThere;

  async function insert() {
    form.inert = true;
    fault.textContent = "";
    try {
      const attrs = picture.files.length
        ? await upload(form, textarea.form.elements.csrfmiddlewaretoken.value)
        : { alt: alt.value.trim() };
      dialog.close();
      put(editor, attrs);
    } catch (error) {
      form.inert = false;
      fault.textContent = error.message;
      picture.focus();
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    insert();
  });
  form.querySelector("[data-cancels]").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function pictures({ Extension }, textarea) {
  return Extension.create({
    name: "pictures",
    addMenuItems: ({ buttons, menu }) => menu.defineItem({
      name: "picture",
      groups: "pictures",
      // The button's sign is read as the word "image".
      button: buttons.material("image", "image"),
      active: (editor) => editor.isActive("image"),
      command: (editor) => open(editor, textarea),
    }),
  });
}
