"""The pages of needs and cases."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.phrases import explain, say
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.power.actions import declare_conflict
from mandat.services import actions, queries
from mandat.services.forms import AnswerForm, AskForm, MeetingForm, as_typed

INVALID = 422
CASE = "services/case.html"
Beside = Mapping[str, Any]


def needs(request: HttpRequest) -> HttpResponse:
    """Show the catalogue, or what a search found; to htmx only the results."""
    page = queries.catalogue_page(
        reader_of(request),
        words=request.GET.get("q", ""),
        who=request.GET.get("who", "all"),
        lang=(get_language() or "sv")[:2],
        at=clock.now(),
    )
    part = "#results" if request.headers.get("HX-Request") else ""
    return render(request, f"services/needs.html{part}", {"page": page})


def service(request: HttpRequest, key: str) -> HttpResponse:
    """Show a service and its form; sending it opens a case."""
    page = _service_page(request, key)
    posted = request.POST if request.method == "POST" else None
    form = AskForm(page.facts, page.extra_labels, posted, urgent=page.urgent)
    look = "look" in request.POST
    if request.method == "POST" and not look:
        try:
            case = actions.open_case(
                reader_of(request),
                service=page.id,
                for_whom=request.POST.get("for_whom", ""),
                given=form.given,
                urgency=request.POST.get("urgency", ""),
                at=clock.now(),
            )
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, _("Sent."))
            return redirect("case", case)
    status = INVALID if form.errors else 200
    shown = {"page": page, "form": form, "judged": _judged(request, key) if look else None}
    return render(request, "services/service.html", shown, status=status)


def _judged(request: HttpRequest, key: str) -> queries.Judged | None:
    """Return what would be judged of what was typed, for those without scripts."""
    found = queries.who_decides(reader_of(request), key, request.POST.dict(), clock.now())
    return found[2] if found else None


def who_decides(request: HttpRequest, key: str) -> HttpResponse:
    """Tell who would decide with what has been typed so far, for htmx."""
    found = queries.who_decides(reader_of(request), key, request.GET.dict(), clock.now())
    if found is None:
        raise Http404
    who, alike, judged = found
    shown = {"who": who, "alike": alike, "judged": judged}
    return render(request, "services/who_would.html", shown)


def _service_page(request: HttpRequest, key: str) -> queries.ServicePage:
    page = queries.service_page(reader_of(request), key, clock.now())
    if page is None:
        raise Http404
    return page


def cases(request: HttpRequest) -> HttpResponse:
    """Show the cases that wait for the reader, and the reader's own."""
    reader, at = reader_of(request), clock.now()
    lists = {"waiting": queries.waiting_for(reader, at), "mine": queries.my_cases(reader, at)}
    return render(request, "services/cases.html", lists)


def case(
    request: HttpRequest, uuid: UUID, *, template: str = CASE, beside: Beside | None = None
) -> HttpResponse:
    """Show a case to those it concerns; a room above may show more beside it."""
    return show_case(request, uuid, AnswerForm(), None, template=template, beside=beside)


def case_of_reader(request: HttpRequest, uuid: UUID) -> queries.CasePage:
    """Return a case that concerns the reader, or answer that there is none."""
    page = queries.case_page(reader_of(request), uuid, clock.now())
    if page is None:
        raise Http404
    return page


def show_case(
    request: HttpRequest,
    uuid: UUID,
    answer: AnswerForm,
    again: AskForm | None = None,
    *,
    meeting: MeetingForm | None = None,
    template: str = CASE,
    beside: Beside | None = None,
) -> HttpResponse:
    """Show a case with forms as they were sent."""
    page = case_of_reader(request, uuid)
    if again is None and page.mine and page.state == "returned":
        again = _again(request, page)
    reader = reader_of(request)
    shown: dict[str, Any] = {"page": page, "answer": answer, "again": again, "reader": reader}
    shown |= {"meeting": meeting or MeetingForm(), **(beside or {})}
    wrong = any(form is not None and form.errors for form in (answer, again, meeting))
    return render(request, template, shown, status=INVALID if wrong else 200)


def _again(request: HttpRequest, page: queries.CasePage) -> AskForm:
    asked = _service_page(request, page.service_key)
    typed = {**as_typed(page.facts, asked.extra_labels, page.extra), **page.typed}
    posted = request.POST or None
    return AskForm(asked.facts, asked.extra_labels, posted, initial=typed, for_others=False)


@require_POST
def rule(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Answer a case."""
    case_of_reader(request, uuid)
    form = AnswerForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    try:
        actions.rule_on_case(
            reader_of(request),
            case=uuid,
            outcome=given.get("outcome", ""),
            reason=given.get("reason", ""),
            stage=given.get("stage"),
            confirmed=given.get("confirmed", ()),
            exception=given.get("exception", ""),
            written=form.contents,
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return show_case(request, uuid, form, None)
    messages.success(request, _("Done. Your answer has been sent."))
    return redirect("case", uuid)


@require_POST
def send_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send a returned case again."""
    page = case_of_reader(request, uuid)
    form = _again(request, page)
    try:
        actions.send_again(reader_of(request), case=uuid, given=form.given, at=clock.now())
    except RefusedError as error:
        form.refuse(error.refusals)
        return show_case(request, uuid, AnswerForm(), form)
    messages.success(request, _("Sent again."))
    return redirect("case", uuid)


@require_POST
def hand_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand one case back to whoever gave the mandate."""
    case_of_reader(request, uuid)
    return _left(
        request,
        uuid,
        lambda: actions.hand_back_case(reader_of(request), case=uuid, at=clock.now()),
        _("The case is handed back."),
    )


@require_POST
def conflict(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Step aside from a case because of a conflict of interest."""
    page = case_of_reader(request, uuid)
    return _left(
        request,
        uuid,
        lambda: declare_conflict(reader_of(request), matter=page.matter, case=uuid, at=clock.now()),
        _("You have stepped aside. Others decide."),
    )


def _left(request: HttpRequest, uuid: UUID, act: Callable[[], object], thanks: str) -> HttpResponse:
    """Do it, say how it went, and go back to the case if the reader may still see it."""
    try:
        act()
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, explain(refusal))
    else:
        messages.success(request, thanks)
    there = queries.case_page(reader_of(request), uuid, clock.now()) is not None
    return redirect("case", uuid) if there else redirect("cases")


@require_POST
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back one's own case."""
    case_of_reader(request, uuid)
    try:
        actions.withdraw_case(reader_of(request), case=uuid, at=clock.now())
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, say(refusal))
    else:
        messages.success(request, _("The case is withdrawn."))
    return redirect("case", uuid)
