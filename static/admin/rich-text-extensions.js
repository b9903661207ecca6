// What can be written in a text: the marks and nodes of the editor, the order of its buttons, and the way out of it.
const GROUPS = ["headings", "lists", "nodes -blockType -headings -lists", "marks", "link", "pictures", "table", "history", "utility"];

// Escape and then Tab leaves the text: Tab alone is the text's own in lists and tables.
function wayOut({ Extension, Plugin }) {
  let leaves = false;
  const keydown = (_view, event) => {
    if (event.key === "Tab" && leaves) return true;
    if (event.key !== "Shift") leaves = event.key === "Escape";
    return false;
  };
  return Extension.create({
    name: "wayOut",
    priority: 1000,
    addProseMirrorPlugins: () => [new Plugin({ props: { handleDOMEvents: { keydown } } })],
  });
}

export function extensionsOf(kit, pictures) {
  const link = kit.Link.configure({ enableTarget: false, openOnClick: false, protocols: ["http", "https", "mailto", "tel"] });
  return [
    kit.Document, kit.Paragraph, kit.Text, kit.HardBreak, kit.History, kit.Dropcursor, kit.Gapcursor,
    kit.Heading.configure({ levels: [2, 3, 4] }),
    kit.BulletList, kit.OrderedList, kit.ListItem, kit.Blockquote, kit.HorizontalRule,
    kit.Bold, kit.Italic, kit.Underline, kit.Strike, kit.Subscript, kit.Superscript, kit.Code,
    kit.Table.configure({ resizable: false }), kit.TableRow, kit.TableHeader, kit.TableCell,
    kit.Image, pictures, link, kit.HTML, wayOut(kit),
    kit.Menu.configure({ groups: GROUPS.map((group) => ({ group })) }),
  ];
}
