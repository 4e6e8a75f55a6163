"""Pages of agreements: a list per circle, one with its chain, and looking it over."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import posted, reader_of
from mandat.handover.agreements.actions import evaluate_agreement
from mandat.handover.agreements.forms import EvaluateForm
from mandat.handover.agreements.queries import AgreementPage, agreement_page, agreements_list
from mandat.handover.agreements.rules import Followed

INVALID = 422
LOOK_AGAIN = timedelta(days=180)


def agreements(request: HttpRequest) -> HttpResponse:
    """List what circles have agreed on, those that ask for something first."""
    circle = request.GET.get("circle", "")
    lines = agreements_list(reader_of(request), clock.now(), circle or None)
    context = {
        "hold": [line for line in lines if line.holds],
        "over": [line for line in lines if not line.holds],
        "circle": lines[0].circle if circle and lines else None,
    }
    return render(request, "handover/agreements/list.html", context)


def agreement(request: HttpRequest, agreement: UUID) -> HttpResponse:
    """Show one agreement; look it over when a form came in."""
    at = clock.now()
    page = agreement_page(agreement, reader_of(request), at)
    if page is None:
        raise Http404
    first = {"review_on": timezone.localdate(at) + LOOK_AGAIN}
    form = EvaluateForm(posted(request), initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            given = {"agreement": agreement, **form.cleaned_data}
            found = evaluate_agreement(reader_of(request), **given, at=at)
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            return _after(request, page, found)
    status = INVALID if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "handover/agreements/one.html", context, status=status)


def _after(request: HttpRequest, page: AgreementPage, found: Followed) -> HttpResponse:
    """Go where the look leads: a proposal to change it or end it, or back to the agreement."""
    one = page.line
    if found.outcome == "amend":
        messages.success(request, _("Thank you. Now write what should be different."))
        return redirect(f"{reverse('change-new', args=['agreement'])}?replaces={one.id}")
    if found.outcome == "lapse" and one.until is None:
        messages.success(request, _("Thank you. It ends when the circle consents: ask them here."))
        path = reverse("change-new", args=["agreement_let_go"])
        return redirect(f"{path}?agreement={one.id}")
    messages.success(
        request,
        _("Thank you. It goes on as it is.")
        if found.outcome == "keep"
        else _("Thank you. It ends by itself on the day you agreed."),
    )
    return redirect("agreement", one.id)
