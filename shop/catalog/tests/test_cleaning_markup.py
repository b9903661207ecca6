"""A merchant's HTML is cleaned on its way in."""

import pytest

from shop.catalog.markup import clean


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<p>Ten <strong>cups</strong></p>", "<p>Ten <strong>cups</strong></p>"),
        ("Plain & simple", "Plain &amp; simple"),
        ('<span style="color: red" class="a" id="b">x</span>', "<span>x</span>"),
        ("<script>evil()</script><style>p{}</style>x", "x"),
        ('<p onclick="evil()">x</p>', "<p>x</p>"),
        ('<a href="javascript:evil()">x</a>', '<a rel="noopener">x</a>'),
        ('<a href="data:text/html,x">x</a>', '<a rel="noopener">x</a>'),
        ('<a href="/care/" target="_blank">x</a>', '<a href="/care/" rel="noopener">x</a>'),
        ('<a href="mailto:a@example.com">x</a>', '<a href="mailto:a@example.com" rel="noopener">x</a>'),
        ('<p>x<img src="https://cdn.example.com/a.jpg" alt="a"></p>', "<p>x</p>"),
        ('<iframe src="https://video.example.com/">x</iframe>y', "y"),
        ("<svg><script>evil()</script></svg><math><mi>x</mi></math>y", "y"),
        ("<form action='/'><input name=a><button>x</button>y</form>", "y"),
        ('<meta charset="utf-8"><p>x</p>', "<p>x</p>"),
        ("<h1 id='t'>Title</h1><h3>Part</h3>", "<h2>Title</h2><h3>Part</h3>"),
        ('<h1 lang="ko">제목</h1>', '<h2 lang="ko">제목</h2>'),
        ("<!-- a --><p>x", "<p>x</p>"),
        ("</div></section>x", "x"),
        ("  <p>x</p>\r\n", "<p>x</p>"),
        ("", ""),
    ],
)
def test_it_keeps_what_is_said_and_drops_what_acts(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned


def test_it_keeps_tables_and_lists() -> None:
    html = (
        '<table><caption>Sizes</caption><thead><tr><th scope="col">S</th></tr></thead>'
        '<tbody><tr><td colspan="2">36</td></tr></tbody></table><ul><li>a</li></ul><ol start="3"><li>b</li></ol>'
    )

    assert clean(html) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>a &lt;b&gt; &nbsp; “c”</p>",
        "<table><tr><td>x",
        "<a title='<h1>'>x</a>",
        "<p><div>x</p>y",
        "a\r\nb\rc",
        "<h1><table></p><h1>",
        "<pre>\n\n\nx</pre>",
        "<a href=/x><li></table><li><table><a>x",
    ],
)
def test_cleaning_what_is_clean_changes_nothing(html: str) -> None:
    assert clean(clean(html)) == clean(html)
