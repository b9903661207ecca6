"""Rich text is refused in sentences where something cannot stand in it."""

import pytest
from django.core.exceptions import ValidationError

from shop.rich_text.fields import RichTextFormField
from shop.rich_text.markup import clean, merchants_html

OWN = "/media/content/cup-0123456789ab.webp"


def refusals(html: str) -> list[str]:
    try:
        RichTextFormField(required=False).clean(html)
    except ValidationError as error:
        return error.messages
    return []


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Care</h2><ul><li>Wash</li></ul><table><tbody><tr><th>S</th><td>36</td></tr></tbody></table>",
        '<p><a href="/pages/about/">About</a> <a href="mailto:a@example.com">a</a> <a href="#top">Top</a></p>',
        f'<p><img src="{OWN}" alt="A cup" width="900" height="600"></p>',
        "",
    ],
)
def test_what_the_editor_writes_is_taken(html: str) -> None:
    assert refusals(html) == []


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<a href="javascript:evil()">x</a>', "is no address to link to"),
        ('<a href=" java\nscript:evil()">x</a>', "is no address to link to"),
        ('<a href="data:text/html,x">x</a>', "is no address to link to"),
        ('<a href="//evil.example/">x</a>', "is no address to link to"),
        ('<a href="http://[x">x</a>', "is no address to link to"),
        ('<img src="https://cdn.example.com/a.webp" alt="a">', "The picture “a.webp” is not one of this shop."),
        ('<img src="data:image/png;base64,AAAA" alt="a">', "is not one of this shop."),
        ('<img src="/media/../admin/logout/" alt="a">', "is not one of this shop."),
        (f'<img src="{OWN}">', "Say what the picture “cup-0123456789ab.webp” shows"),
        (f'<img src="{OWN}" alt="  ">', "Say what the picture"),
        ("<script>evil()</script>", "<script> cannot stand in a text."),
        ("<iframe src='https://youtu.be/a'></iframe>", "<iframe> cannot stand in a text."),
        ("<form><input></form>", "<form> cannot stand in a text."),
    ],
)
def test_what_cannot_stand_in_it_is_refused_in_a_sentence(html: str, said: str) -> None:
    assert said in refusals(f"<p>a</p>{html}{html}")[0]


def test_each_fault_is_said_once() -> None:
    assert len(refusals("<style>p{}</style>" * 3 + '<img src="b.png">' * 2)) == 2


def test_the_shops_own_pictures_stay_with_their_text_and_others_go() -> None:
    own = f'<img src="{OWN}" alt="A cup" width="900" height="600">'

    assert clean(f'<p>a{own}<img src="https://cdn.example.com/a.webp" alt="b"></p>') == f"<p>a{own}</p>"
    assert clean(f'<a href="/">{own}</a>') == f'<a href="/" rel="noopener">{own}</a>'
    assert clean('<img src="/media/a/b.webp" alt="src=&quot;x&quot;" onerror="evil()" style="x">') == (
        '<img src="/media/a/b.webp" alt="src=&quot;x&quot;">'
    )
    assert merchants_html(own) == f'<img loading="lazy"{own[4:]}'
