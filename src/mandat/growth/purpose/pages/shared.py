"""What the pages of purpose do alike."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common.phrases import say
from mandat.common.refusals import RefusedError
from mandat.services.forms import RoomForm

INVALID = 422
Page = TypeVar("Page")


def there(page: Page | None) -> Page:
    """Return a page that is there for the reader; missing and forbidden are both 404."""
    if page is None:
        raise Http404
    return page


def done(request: HttpRequest, form: RoomForm, act: Callable[[], Any]) -> bool:
    """Do what a valid form asks; False when something has to be mended first."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act()
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True


def show(request: HttpRequest, name: str, form: RoomForm, **more: Any) -> HttpResponse:
    """Show a form, with what has to be mended."""
    status = INVALID if form.errors else 200
    return render(request, f"growth/purpose/{name}.html", {"form": form, **more}, status=status)


def do(request: HttpRequest, act: Callable[[], Any], said: str) -> bool:
    """Do what a button asks, and say what came of it."""
    try:
        act()
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, say(refusal))
        return False
    messages.success(request, said)
    return True
