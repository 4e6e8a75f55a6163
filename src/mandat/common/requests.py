"""What the pages of every room read from a request."""

from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme


def reader_of(request: HttpRequest) -> UUID:
    """Return the person who reads."""
    return request.person.id  # type: ignore[attr-defined, no-any-return]  # set by MemberMiddleware


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, for a form to be bound to; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def back_to(request: HttpRequest, otherwise: str) -> str:
    """Return the page of ours that somebody came from and wants to return to."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else otherwise


def one_figure(text: str) -> int:
    """Return a figure 0-9 that was tapped; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) == 1 else 0
