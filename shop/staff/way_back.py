"""Whether somebody takes the first steps now: the pages of the back office have a way back to them then."""

from django.http import HttpRequest

KEY = "first_steps"


def takes_steps(request: HttpRequest) -> bool:
    return KEY in request.session


def remember(request: HttpRequest, *, is_taking: bool) -> None:
    """Note in the session that the first steps were opened, or that none is left. Writes only what is new."""
    if is_taking and not takes_steps(request):
        request.session[KEY] = True
    elif not is_taking and takes_steps(request):
        del request.session[KEY]
