"""A merchant's HTML is cleaned on its way in."""

import pytest

from shop.rich_text.markup import Removed, clean, removed, scrollable


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
        ("<font color=red>a</font><big>b</big><strike>c</strike>", "ab<s>c</s>"),
        ("a<center>b</center>c<section>d</section>", "a<div>b</div>c<div>d</div>"),
        ('<img src="data:image/png;base64,AAAA" alt="a">x', "x"),
        ("<p>a<o:p>&nbsp;</o:p></p><!--[if gte mso 9]><xml>junk</xml><![endif]-->", "<p>a&nbsp;</p>"),
        ("<xml><w:View>Normal</w:View></xml><p>x</p>", "<p>x</p>"),
        ("<p>&bull; one<br>&bull; two</p>", "<p>• one<br>• two</p>"),
        ("<b>a<p>b</b>c", "<b>a</b><p><b>b</b>c</p>"),
        ('<a href="/big.png"><img src="/small.png" alt="Sizes"></a>', '<a href="/big.png" rel="noopener">Sizes</a>'),
        ('<a href="/"><img src="/a.png"></a>', '<a href="/" rel="noopener">Picture</a>'),
        ('<a href="/">Care <img src="/a.png" alt="a"></a>', '<a href="/" rel="noopener">Care </a>'),
        ("One\nline &amp; two\r\n\r\nPart", "<p>One<br>line &amp; two</p><p>Part</p>"),
        ("<svg><script>evil()</script></svg><math><mi>x</mi></math>y", "y"),
        ("<form action='/'><input name=a><button>x</button>y</form>", "y"),
        ('<meta charset="utf-8"><p>x</p>', "<p>x</p>"),
        ("<h1>a</h1><h2>b</h2><h3>c</h3>", "<h2>a</h2><h3>b</h3><h4>c</h4>"),
        ("<h2>a</h2><h4>b</h4><h2>c</h2>", "<h2>a</h2><h3>b</h3><h2>c</h2>"),
        ("<h5>a</h5>", "<h2>a</h2>"),
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


def link(address: str, name: str) -> str:
    return f'<a href="{address}" rel="noopener">{name}</a>'


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (
            '<iframe src="https://www.youtube.com/embed/a-1?rel=0&amp;x=2" title="How it is made">no</iframe>',
            link("https://www.youtube.com/watch?v=a-1", "Video: How it is made"),
        ),
        ('<iframe src="//player.vimeo.com/video/7"></iframe>', link("https://player.vimeo.com/video/7", "Video")),
        (
            '<div class="video"><iframe data-src="https://youtu.be/a" src="about:blank"></iframe></div>',
            f"<div> {link('https://youtu.be/a', 'Video')} </div>",
        ),
        (
            '<IFRAME SRC="https://maps.example.com/a?b=1"></IFRAME>y',
            link("https://maps.example.com/a?b=1", "maps.example.com") + " y",
        ),
        (
            '<video controls title="a > b"><source src="https://cdn.example.com/a.mp4">Too old</video>',
            link("https://cdn.example.com/a.mp4", "Video: a &gt; b"),
        ),
        (
            '<object data="x"><param name="movie" value="https://www.youtube.com/v/abc"><embed src="x"></object>',
            link("https://www.youtube.com/watch?v=abc", "Video"),
        ),
        ('a<embed src="https://example.com/a">b', f"a {link('https://example.com/a', 'example.com')} b"),
        ('<iframe src="javascript:evil()" title="a"></iframe>y', "y"),
        ('<iframe srcdoc="<script>evil()</script>"></iframe>y', "y"),
        ('<iframe src="https://[x/">y</iframe>z', "z"),
    ],
)
def test_of_what_is_embedded_a_link_is_left(html: str, left: str) -> None:
    assert clean(html) == left
    assert clean(left) == left


def test_it_tells_what_it_has_taken_out() -> None:
    html = (
        '<p><img src="a.png"><IMG src="b.png" alt="b"></p><iframe src="https://youtu.be/a"></iframe>'
        '<object><embed src="https://youtu.be/b"></object><!-- <img src="c.png"> -->'
    )

    assert removed(html) == Removed(links=2, pictures=2)
    assert removed(clean(html)) == removed("<p>a &lt;img&gt; &lt;form&gt;</p>") == Removed(links=0, pictures=0)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ('<video src="/files/rel.mp4"></video>', "videos"),
        ('<video poster="https://cdn.example.com/a.jpg"></video>', "videos"),
        ('<iframe srcdoc="<p>a</p>"></iframe>', "embedded pages"),
        ('<audio src="a.mp3"></audio>', "sounds"),
        ('<object data="/a.swf"></object>', "embedded objects"),
        ('<embed src="a.swf">', "embedded objects"),
        ('<FORM action="/x"><input name="a"></FORM>', "forms"),
        ("<select><option>S</option></select>", "forms"),
        ("<canvas></canvas>", "embedded objects"),
    ],
)
def test_what_leaves_no_link_is_told_by_its_kind(html: str, kind: str) -> None:
    assert "href" not in clean(html)
    assert removed(f"<p>a</p>{html}") == Removed(links=0, pictures=0, gone=(kind,))


def test_a_drawing_is_a_picture() -> None:
    html = '<svg viewBox="0 0 9 9"><image href="https://cdn.example.com/a.png"/></svg>'

    assert removed(html) == Removed(links=0, pictures=1)
    assert removed(f"<script>'{html}'</script><!-- {html} -->") == Removed(links=0, pictures=0)


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
        "<p><iframe src='https://youtu.be/a'></iframe><center><p><img></center>",
        "<h4><h1></h4><h6>x",
        "a\n\n \nb &nbsp;\n c",
        "<table><tr><td><table><tr><td>a<iframe src=//b.example></table>",
        "<a href=/x><li></table><li><table><a>x",
    ],
)
def test_cleaning_what_is_clean_changes_nothing(html: str) -> None:
    assert clean(clean(html)) == clean(html)


def test_the_keyboard_reaches_what_may_scroll() -> None:
    html = '<table lang="en"><caption>a</caption></table><pre>b</pre><p>&lt;table&gt;</p>'

    assert scrollable(html) == (
        '<table tabindex="0" lang="en"><caption>a</caption></table><pre tabindex="0">b</pre><p>&lt;table&gt;</p>'
    )
