"""Loading the shop's templates without their indentation."""

from django.template import Origin
from django.template.loaders import filesystem

from shop.templating.indentation import without_indentation


class UnindentingLoader(filesystem.Loader):
    """Django's loader of files; a page is then not sent with the blanks that let a template be read.

    What is no HTML, as the texts of mails, is loaded as it is written.
    """

    def get_contents(self, origin: Origin) -> str:
        source: str = super().get_contents(origin)
        return without_indentation(source) if str(origin.name).endswith(".html") else source
