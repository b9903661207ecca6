"""The session engine writes its own changes only, into the row as it is then."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from cart.sessions import SessionStore

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql("it depends on what the database locks")]


def stored(key: str | None) -> dict[str, object]:
    return dict(Session.objects.get(pk=key).get_decoded())


def new_session(**values: object) -> str:
    session = SessionStore()
    session.update(values)
    session.save()
    return str(session.session_key)


def test_two_requests_that_change_different_keys_both_count() -> None:
    key = new_session(a=1, b=1)
    first, second = SessionStore(key), SessionStore(key)
    first["a"] = 2
    assert second["b"] == 1
    second["b"] = 2

    first.save()
    second.save()

    assert stored(key) == {"a": 2, "b": 2}


def test_a_deleted_key_stays_deleted() -> None:
    key = new_session(a=1, b=1)
    first, second = SessionStore(key), SessionStore(key)
    del first["a"]
    second["b"] = 2

    first.save()
    second.save()

    assert stored(key) == {"b": 2}


def test_the_lock_reads_again_what_others_wrote() -> None:
    key = new_session(cart=["shirt"])
    late = SessionStore(key)
    assert late["cart"] == ["shirt"]
    early = SessionStore(key)
    early["cart"] = ["shirt", "mug"]
    early.save()

    with late.locked():
        late["cart"] = [*late["cart"], "board"]

    assert stored(key) == {"cart": ["shirt", "mug", "board"]}


def test_a_save_after_the_lock_does_not_write_an_older_copy() -> None:
    key = new_session(cart=[])
    request = SessionStore(key)
    with request.locked():
        request["cart"] = ["mug"]
    other = SessionStore(key)
    with other.locked():
        other["cart"] = [*other["cart"], "board"]

    request.save()

    assert stored(key) == {"cart": ["mug", "board"]}


def test_an_exception_inside_the_lock_writes_nothing() -> None:
    key = new_session(cart=[])
    session = SessionStore(key)

    with pytest.raises(RuntimeError), session.locked():
        change_and_fail(session)
    session.save()

    assert stored(key) == {"cart": []}


def test_an_exception_inside_the_lock_leaves_a_visitor_without_a_session() -> None:
    session = SessionStore()

    with pytest.raises(RuntimeError), session.locked():
        change_and_fail(session)

    assert session.session_key is None
    assert session.is_empty()


def test_an_exception_inside_the_lock_spares_what_was_changed_before_it() -> None:
    key = new_session(cart=[])
    session = SessionStore(key)
    session["seen"] = 1

    with pytest.raises(RuntimeError), session.locked():
        change_and_fail(session)
    session.save()

    assert stored(key) == {"cart": [], "seen": 1}


def test_a_lock_within_the_lock_asks_nothing_and_writes_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    key = new_session(cart=[])
    session = SessionStore(key)

    with session.locked():
        with django_assert_num_queries(0), session.locked():
            session["cart"] = ["mug"]
        assert stored(key) == {"cart": []}
        session["seen"] = 1

    assert stored(key) == {"cart": ["mug"], "seen": 1}


def test_an_exception_inside_the_inner_lock_takes_back_what_was_changed_there_alone() -> None:
    key = new_session(cart=[])
    session = SessionStore(key)

    with session.locked():
        session["seen"] = 1
        with pytest.raises(RuntimeError), session.locked():
            change_and_fail(session)

    assert stored(key) == {"cart": [], "seen": 1}


def test_a_session_is_locked_again_after_the_lock() -> None:
    key = new_session(cart=[])
    session = SessionStore(key)
    with session.locked():
        """And released."""
    with pytest.raises(RuntimeError), session.locked():
        change_and_fail(session)
    other = SessionStore(key)
    other["cart"] = ["board"]
    other.save()

    with session.locked():
        session["cart"] = [*session["cart"], "mug"]

    assert stored(key) == {"cart": ["board", "mug"]}


def change_and_fail(session: SessionStore) -> None:
    session["cart"] = ["mug"]
    raise RuntimeError


def test_nothing_of_a_session_that_was_ended_lives_on() -> None:
    key = new_session(_auth_user_id="1")
    session = SessionStore(key)
    assert session["_auth_user_id"] == "1"
    Session.objects.all().delete()

    with session.locked():
        session["cart"] = ["mug"]

    assert session.session_key != key
    assert stored(session.session_key) == {"cart": ["mug"]}


def test_nothing_of_a_session_that_has_expired_lives_on() -> None:
    key = new_session(_auth_user_id="1")
    session = SessionStore(key)
    assert session["_auth_user_id"] == "1"
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    with session.locked():
        session["cart"] = ["mug"]

    assert session.session_key != key
    assert stored(session.session_key) == {"cart": ["mug"]}


def test_saving_a_session_that_has_expired_fails() -> None:
    session = SessionStore(new_session(a=1))
    session["a"] = 2
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    with pytest.raises(UpdateError):
        session.save()


def test_saving_a_session_that_was_ended_fails() -> None:
    session = SessionStore(new_session(a=1))
    session["a"] = 2
    Session.objects.all().delete()

    with pytest.raises(UpdateError):
        session.save()


def test_a_new_key_takes_along_what_others_stored_meanwhile() -> None:
    key = new_session(cart=["mug"])
    session = SessionStore(key)
    assert session["cart"] == ["mug"]
    other = SessionStore(key)
    with other.locked():
        other["cart"] = ["mug", "board"]

    session.cycle_key()

    assert stored(session.session_key)["cart"] == ["mug", "board"]


def test_clearing_removes_expired_sessions_and_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cart.sessions.REMOVED_AT_ONCE", 2)
    for number in range(5):
        new_session(number=number)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    living = new_session(a=1)

    call_command("clearsessions")

    assert [session.pk for session in Session.objects.all()] == [living]


def test_a_new_key_takes_everything_along() -> None:
    session = SessionStore(new_session(cart=["mug"]))
    session["user"] = 1

    session.cycle_key()
    session.save()

    taken = stored(session.session_key)
    assert (taken["cart"], taken["user"]) == (["mug"], 1)
