"""The REST API, version 1: rooms' routers gathered, one way to log in, one form of error."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.security import HttpBearer

from mandat.api import problems
from mandat.api.queries import Bearer, asks_too_often, bearer
from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.handover.agreements.api import router as agreements
from mandat.power.api.routes import router as power

DESCRIPTION = """\
Ask Mandat who may decide before your system acts. Every address needs a token that may ask and \
nothing more (`Authorization: Bearer mandat_ask_…`). Nothing is written but that you asked. \
Sentences follow `Accept-Language` (sv, en); codes do not change. No answer may be kept past its \
`changes_at`.\
"""


class TooOftenError(HttpError):
    """A token asks more often than it may."""


class AskAuth(HttpBearer):
    """A token that may ask."""

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        """Return whose token it is; None for a wrong or withdrawn one."""
        found = bearer(token)
        if found is None:
            return None
        if asks_too_often(found.pk, settings.ASK_PER_MINUTE, clock.now()):
            raise TooOftenError(429, "")
        request.bearer = found  # type: ignore[attr-defined]  # read by ApiMiddleware
        return found


class DescribedApi(NinjaAPI):
    """Says in openapi.json what an error looks like, which the handlers below decide."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        """Return the description, with problems (RFC 9457) at every address."""
        found = super().get_openapi_schema(**given)
        problems.describe(found)
        return found


api = DescribedApi(
    title="Mandat",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="api-1",
    auth=AskAuth(),
)
api.add_router("", power)
api.add_router("", agreements)


@api.exception_handler(RefusedError)
def _refused(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problems.of_refusals(error.refusals)


@api.exception_handler(ValidationError)
def _wrong_shape(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problems.of_shape(error)


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problems.unknown_token()


@api.exception_handler(TooOftenError)
def _too_often(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problems.too_often(settings.ASK_PER_MINUTE)


@api.exception_handler(HttpError)
def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problems.plain(error.status_code)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ARG001
    return problems.missing()
