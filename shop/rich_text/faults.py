"""What somebody wrote that cannot stand in rich text, in sentences that say what to do."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from shop.rich_text.markup import EMBEDS, FORMS, URL_SCHEMES, is_own_picture

REFUSED = {*EMBEDS, *FORMS, "applet", "canvas", "math", "script", "style", "svg"}
MOST_SHOWN = 80
Attributes = list[tuple[str, str | None]]


def faults_of(html: str) -> list[str]:
    """Return a sentence for each fault, in the order of the text, and none of them twice."""
    reader = FaultReader()
    reader.feed(html)
    reader.close()
    return list(dict.fromkeys(reader.faults))


class FaultReader(HTMLParser):
    """Reads HTML, and notes what the shop would take out of it although it says something."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        values = {name: (value or "").strip() for name, value in attrs}
        if tag in REFUSED:
            said = _("<%(tag)s> cannot stand in a text. Take it out, or link to what it shows.")
            self.faults.append(said % {"tag": tag})
        if tag == "a" and "href" in values and not is_link(values["href"]):
            said = _("“%(address)s” is no address to link to. Give one of this shop, as “/pages/about/”, or https://…")
            self.faults.append(said % {"address": shortened(values["href"])})
        if tag == "img":
            self.look_at_picture(values.get("src", ""), values.get("alt", ""))

    def look_at_picture(self, address: str, alternative: str) -> None:
        name = shortened(address.rpartition("/")[2] or address)
        if not is_own_picture(address):
            said = _("The picture “%(name)s” is not one of this shop. Take it out, or link to it.")
            self.faults.append(said % {"name": name})
        elif not alternative:
            said = _("Say what the picture “%(name)s” shows, for those who do not see it: its alternative text.")
            self.faults.append(said % {"name": name})


def is_link(address: str) -> bool:
    """Tell whether cleaning leaves this address of a link."""
    try:
        parts = urlsplit("".join(address.split()))
    except ValueError:
        return False
    return parts.scheme in URL_SCHEMES if parts.scheme else bool(address) and not address.startswith("//")


def shortened(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
