"""What looks like an address of the web is known however it is disguised, and people's names are left alone."""

import pytest

from shop.web_addresses import name_web_addresses

ADDRESSES = (
    "Visit http://evil.example now",
    "evil.example/x",
    "www.evil",
    "EVIL.COM",
    "evil.com.",
    "booking.com B.V.",
    "write to me@evil.com",
    "xn--80ak6aa92e.com",
    "пример.рф",
    "ＥＶＩＬ．ＣＯＭ",  # noqa: RUF001
    "evil。example",
    "evil․com",  # noqa: RUF001
    "evil . com",
    "evil .com",
    "evil(dot)com",
    "evil [.] com",
    "e\u200bvil.c\u00adom",
    "hxxps evil",
    "a_evil.com",
    "10.0.0.1/x",
    "evil.co.kg",
    "co.kg/x",
)
NAMES = (
    "J.R. Smith",
    "Müller GmbH & Co.KG",
    "Müller GmbH & Co. KG",
    "St.Pauli",
    "Dr.med. Max Wohnung 3.12",
    "P.O.Box 12",
    "Esposito S.p.A.",
    "г.Москва, ул.Ленина, д.5",  # noqa: RUF001
    "İstiklal Cad.No:5",
    "C.so Italia 3",
    "c/o Smith, 3.OG links",
    "Ames, IA 50010-1234",
    "東京都千代田区丸の内1-1-1",
)


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_known(text: str) -> None:
    assert name_web_addresses(["Ada", text])


@pytest.mark.parametrize("text", NAMES)
def test_a_name_is_none(text: str) -> None:
    assert not name_web_addresses(["Ada", text])
