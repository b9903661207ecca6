"""What differs between visitors stands in a cached page where its template says `per_visitor`, any number of times."""

import gzip
import zlib

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from cart.sessions import SessionStore
from shop.pagecache.page import GZIP_HEADER, MOST_PLACES, Piece
from shop.pagecache.tests import toy_wishes
from shop.pagecache.tests.asking import Got, ask
from shop.pagecache.tests.conftest import Django
from shop.pagecache.wsgi import PageCache

FEW, MANY = 2, 24
SECRET = "a wish that nobody else may know"


@pytest.fixture(autouse=True)
def wishes(settings: Settings) -> None:
    settings.ROOT_URLCONF = toy_wishes.__name__
    settings.PER_VISITOR_FRAGMENTS |= toy_wishes.FRAGMENTS


def visitor(*wishes: str) -> str:
    """Return the cookie of a visitor with these wishes."""
    session = SessionStore()
    session["wishes"] = list(wishes)
    session.save()
    return f"sessionid={session.session_key}"


def kept(cache: PageCache, address: str) -> None:
    ask(cache, address)
    ask(cache, address)


@pytest.mark.parametrize("encoding", ["gzip", ""])
@pytest.mark.parametrize("number", [0, FEW, MANY])
def test_it_is_what_django_draws(cache: PageCache, django: Django, number: int, encoding: str) -> None:
    address = f"/wishes/{number}/?q=oak"
    visitors = ("", visitor("1", "2"), "")
    drawn = [ask(django, address, cookie=cookie).text for cookie in visitors]
    kept(cache, address)
    django.asked.clear()

    answers = [ask(cache, address, cookie=cookie, accept_encoding=encoding) for cookie in visitors]

    assert django.asked == []
    assert [got.text for got in answers] == drawn
    assert ["<i>2 wishes: 1, 2</i>" in text for text in drawn] == [False, True, False]
    assert all(int(got.headers["Content-Length"]) == len(got.body) for got in answers)


@pytest.mark.parametrize("number", [FEW, MANY])
def test_each_visitor_gets_their_own(cache: PageCache, number: int) -> None:
    address = f"/wishes/{number}/"
    kept(cache, address)

    for wish in ("0", "1"):
        text = ask(cache, address, cookie=visitor(wish), accept_encoding="gzip").text
        assert text.count("♥") == 1
        assert f'<li id="wish-{wish}">{wish}<b>♥</b>' in text
    assert "♥" not in ask(cache, address).text


@pytest.mark.parametrize("number", [FEW, MANY])
def test_the_visitor_may_be_the_first(cache: PageCache, number: int) -> None:
    assert ask(cache, f"/wishes/{number}/", cookie=visitor("0")).text.count("♥") == 1
    assert "♥" not in ask(cache, f"/wishes/{number}/").text


def test_what_htmx_fetches_is_filled_too(cache: PageCache) -> None:
    for _ in range(2):
        assert ask(cache, f"/wishes/{MANY}/", cookie=visitor("7"), hx_request="true").text.count("♥") == 1


def test_all_places_of_a_name_cost_one_query(
    cache: PageCache, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cookie = visitor("1")
    kept(cache, f"/wishes/{MANY}/")

    # The catalogue's version, and the session.
    with django_assert_num_queries(2):
        ask(cache, f"/wishes/{MANY}/", cookie=cookie)


def test_a_page_that_is_not_kept_is_filled(cache: PageCache, client: Client) -> None:
    client.cookies["sessionid"] = visitor("1").partition("=")[2]

    assert 'data-count="0"' in client.get("/wishes/2/?q=missing").content.decode()
    assert 'data-count="0"' in ask(cache, "/wishes/2/?q=missing").text
    assert "♥" in client.get("/wishes/2/").content.decode()


def test_a_mark_that_somebody_wrote_is_a_text(cache: PageCache) -> None:
    mark = "<!--0123456789abcdef wishes/_count.html -->"

    text = ask(cache, "/wishes/1/?q=%3C%21--0123456789abcdef+wishes/_count.html+--%3E").text

    assert mark not in text
    assert text.count("<i>") == 1


def test_a_visitors_text_shares_no_block_with_the_words_of_the_address(cache: PageCache) -> None:
    """Else its length would tell whether the words are in it: up to MOST_PLACES each text is packed by itself."""
    assert FEW + 1 <= MOST_PLACES
    address = f"/wishes/{FEW}/?q={SECRET.replace(' ', '+')}"
    kept(cache, address)

    got = ask(cache, address, cookie=visitor(SECRET), accept_encoding="gzip")

    assert Piece.of(f"<i>1 wishes: {SECRET}</i>".encode()).blocks in got.body


def test_a_single_text_refers_to_nothing_else_where_there_are_many(cache: PageCache) -> None:
    lengths = []
    for words in (SECRET, SECRET[::-1]):
        address = f"/wishes/{MANY}/?q={words.replace(' ', '+')}"
        kept(cache, address)
        got = ask(cache, address, cookie=visitor(SECRET), accept_encoding="gzip")
        lengths.append(len(without_name(got)))
        assert got.text.count(SECRET) == 1 + 2 * (words == SECRET)

    assert abs(lengths[0] - lengths[1]) < len(SECRET) // 4


def test_where_there_are_many_the_same_page_has_many_lengths(cache: PageCache) -> None:
    address, cookie = f"/wishes/{MANY}/", visitor("1")
    kept(cache, address)

    answers = [ask(cache, address, cookie=cookie, accept_encoding="gzip") for _ in range(50)]

    assert len({len(got.body) for got in answers}) > 10
    assert len({got.text for got in answers}) == 1


def test_a_page_with_many_places_is_packed_well_for_who_names_no_session(cache: PageCache) -> None:
    first, second, third = (ask(cache, f"/wishes/{MANY}/", accept_encoding="gzip") for _ in range(3))

    assert first.text == second.text == third.text
    assert first.body != second.body == third.body
    assert first.headers["ETag"] == second.headers["ETag"] == third.headers["ETag"]


def without_name(got: Got) -> bytes:
    """Return the blocks of a gzip stream, without the head that has a name of random length."""
    end = got.body.index(b"\0", len(GZIP_HEADER)) + 1
    assert gzip.decompress(got.body) == zlib.decompress(got.body[end:-8], -15)
    return got.body[end:]
