"""HTML is said in plain text where no tags can stand."""

import time

import pytest

from shop.rich_text.plain_text import plain_text


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (
            "<h2>Salt &amp; Pepper&nbsp;set</h2><p>5 &lt; 6</p>"
            "<table><tr><td>S</td><td>M</td></tr><tr><td>36</td><td>38</td></tr></table>",
            "Salt & Pepper set 5 < 6 S M 36 38",
        ),
        ("<p>a</p><p>b</p>", "a b"),
        ("a<br>b<BR/>c<hr>d", "a b c d"),
        ("<ul><li>a<li>b</ul>", "a b"),
        ("H<sub>2</sub>O is <b>w</b>et", "H2O is wet"),
        ("<p title='a &gt; b'>c</p>", "c"),
        ("5 < 6 and 7 > 2, <3", "5 < 6 and 7 > 2, <3"),
        ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
        ("a<script>if (a < b) {}</script><STYLE>p {}</STYLE><!-- <p>c</p> -->b", "ab"),
        ("<!--[if mso]><xml>x</xml><![endif]--><p>a<o:p>&nbsp;</o:p></p><!-- never closed", "a"),
        ("  a\r\n\tb&nbsp; c ", "a b c"),
        ("", ""),
    ],
)
def test_it_reads_entities_once_and_parts_blocks_and_cells(html: str, said: str) -> None:
    assert plain_text(html) == said


@pytest.mark.parametrize("html", ["<a title='", "<!", "<!--", "<script>", "<", "<p "])
def test_what_never_ends_takes_no_long_time(html: str) -> None:
    started = time.process_time()

    plain_text(html * 20_000)

    assert time.process_time() - started < 1
