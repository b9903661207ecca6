"""Text becomes HTML by templates, which escape it, and a merchant's description in one function, which cleans it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from shop.tests.source import ROOT, TEMPLATES, files, name

TRUSTED = {
    "shop/rich_text/markup.py": "cleans what a merchant wrote",
    "shop/templating/compiled.py": "is what templates have rendered, with texts that it escapes",
    "shop/templating/slots.py": "is a mark of its own",
}
"""Who may say of a text that it is HTML, and why nobody's own words are in it as they are."""
ANSWERING = {
    "cart/responses.py": "what a compiled template has rendered",
    "shop/brand/views.py": "a style sheet of colours that are six digits each",
    "shop/catalog/previews.py": "what a compiled template has rendered",
    "shop/catalog/speculation.py": "JSON of the shop's own",
    "shop/catalog/views.py": "what a compiled template has rendered",
    "shop/health/probes.py": "plain text, as the middleware before them says",
    "shop/http.py": "what a template has drawn",
    "shop/imports/admin/downloads.py": "CSV, for which spreadsheets.py takes the formulas away, or an import's own",
    "shop/metrics/middleware.py": "numbers in the text format of Prometheus",
    "shop/orders/admin/exporting.py": "CSV, for which spreadsheets.py takes the formulas away",
    "shop/uploads.py": "a picture",
}
"""Who answers with something that it does not leave to a template, and what that is."""
MAKES_HTML = {"SafeString", "SafeText", "SafeData", "mark_safe", "html_safe", "__html__"}
FORMATS = {"format_html", "format_html_join"}
ANSWERS = re.compile(r"(Streaming)?HttpResponse(NotFound|BadRequest|Forbidden|ServerError|Gone)?")
ADMITS = re.compile(r"\|\s*safe(seq)?\b|autoescape\s+off|\|\s*(json_script|truncatewords_html|truncatechars_html)\b")


def sources() -> Iterator[tuple[str, ast.AST]]:
    for package in ("shop", "cart"):
        for path in files(ROOT / package, "*.py"):
            if not {"tests", "testing", "migrations"}.intersection(path.parts):
                yield name(path), ast.parse(path.read_text())


def called(node: ast.AST) -> str:
    function = node.func if isinstance(node, ast.Call) else node
    if isinstance(function, ast.FunctionDef):
        return function.name
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def says_it_is_html(node: ast.AST) -> bool:
    """Tell whether an expression makes a text HTML that no template has escaped."""
    if isinstance(node, ast.ClassDef):
        return any(called(base) in MAKES_HTML for base in node.bases)
    if not isinstance(node, ast.Call | ast.FunctionDef):
        return False
    if called(node) in FORMATS and isinstance(node, ast.Call):
        first = node.args[1 if called(node) == "format_html_join" else 0]
        return not isinstance(first, ast.Constant)
    return called(node) in MAKES_HTML


def answers_by_itself(node: ast.AST) -> bool:
    """Tell whether an expression answers with a text of its own that a browser may take for a page."""
    if not isinstance(node, ast.Call) or not ANSWERS.fullmatch(called(node)) or not node.args:
        return False
    kinds = [ast.unparse(keyword.value) for keyword in node.keywords if keyword.arg == "content_type"]
    return not any(kind.startswith("'text/plain") for kind in kinds)


@pytest.mark.slow
def test_no_other_code_says_of_a_text_that_it_is_html() -> None:
    found = {path for path, tree in sources() if any(map(says_it_is_html, ast.walk(tree)))}

    assert found == TRUSTED.keys()


@pytest.mark.slow
def test_no_other_code_answers_without_a_template() -> None:
    found = {path for path, tree in sources() if any(map(answers_by_itself, ast.walk(tree)))}

    assert found == ANSWERING.keys()


def test_no_template_writes_anything_out_as_it_is() -> None:
    paths = [path for path in files(TEMPLATES, "*") if path.is_file()]
    found = [path.relative_to(TEMPLATES) for path in paths if ADMITS.search(path.read_text())]

    # A mail in plain text is no markup.
    assert all(path.suffix == ".txt" and path.parent == Path("orders/mail") for path in found), found
    assert found


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("mark_safe(title)", True),
        ("safestring.SafeString(title)", True),
        ('format_html(f"<b>{title}</b>")', True),
        ('format_html_join(mark, "{}", rows)', False),
        ('format_html_join("", template, rows)', True),
        ('format_html("<b>{}</b>", title)', False),
        ("class A:\n def __html__(self): return self.title", True),
        ("class A(str, SafeData): ...", True),
        ("escape(title)", False),
    ],
)
def test_each_way_to_say_so_is_found(source: str, is_found: bool) -> None:
    assert any(map(says_it_is_html, ast.walk(ast.parse(source)))) is is_found
