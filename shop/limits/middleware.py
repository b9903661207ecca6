"""What a visitor is told who has tried too often, where no form says it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from shop.limits.attempts import TooManyAttempts, explain


class TooManyAttemptsMiddleware(MiddlewareMixin):
    """Answer with status 429 and when to try again; htmx gets no page, for its scripts say it themselves."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, TooManyAttempts):
            return None
        reason = explain(exception)
        if getattr(request, "htmx", False):
            response = HttpResponse(reason, status=429, content_type="text/plain; charset=utf-8")
        else:
            response = render(request, "429.html", {"reason": reason}, status=429)
        response["Retry-After"] = str(exception.retry_after)
        response["Cache-Control"] = "no-store"
        return response
