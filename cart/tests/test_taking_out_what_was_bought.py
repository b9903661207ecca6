"""What was bought leaves the cart, and what was added meanwhile stays."""

import pytest

from cart.cart import Cart, Line


@pytest.mark.parametrize(("bought", "left"), [(2, 3), (5, 0), (7, 0)])
def test_it_leaves_what_was_not_bought(bought: int, left: int) -> None:
    cart = Cart({7: Line(5, "20.00"), 8: Line(1, "12.50")})

    cart.take_out(7, bought)

    assert (cart.quantity_of(7), cart.quantity_of(8)) == (left, 1)
    assert cart.lines.get(7) == (Line(left, "20.00") if left else None)


def test_it_cannot_be_undone() -> None:
    cart = Cart({7: Line(5, "20.00")})

    cart.take_out(7, 5)
    cart.restore()

    assert cart == Cart()


def test_what_is_not_there_is_no_matter() -> None:
    cart = Cart({7: Line(5, "20.00")})

    cart.take_out(8, 1)

    assert cart == Cart({7: Line(5, "20.00")})


def test_a_cart_is_read_as_it_was_stored() -> None:
    cart = Cart({7: Line(5, "20.00")}, {8: (0, Line(1, "12.50"))}, coupon="SPRING10", holder="token")

    assert Cart.load(cart.dump()) == cart
    assert cart.dump() == {
        "v": 1,
        "lines": {"7": {"quantity": 5, "seen": "20.00"}},
        "removed": {"8": [0, {"quantity": 1, "seen": "12.50"}]},
        "coupon": "SPRING10",
        "holder": "token",
    }


def test_versions_tell_carts_apart() -> None:
    lines = {7: Line(5, "20.00")}
    carts = [Cart(), Cart(lines), Cart(lines, coupon="SPRING10"), Cart(lines, holder="token"), Cart(coupon="SPRING10")]

    assert Cart().version == ""
    assert len({cart.version for cart in carts}) == len(carts)
