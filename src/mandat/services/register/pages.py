"""The register of delegated decisions, its list for the meeting, and the notice board."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from mandat.common import clock, formats
from mandat.common.formats import local
from mandat.common.phrases import explain
from mandat.common.refusals import RefusedError
from mandat.common.requests import posted as posted_data
from mandat.common.requests import reader_of
from mandat.power import queries as power
from mandat.power.forms import RoomForm
from mandat.services.register import actions, files
from mandat.services.register.forms import (
    CorrectionForm,
    DayForm,
    HandlingForm,
    PostForm,
    ReportForm,
)
from mandat.services.register.queries import (
    RegisterPage,
    board_page,
    decision_page,
    handled_matters,
    register_page,
)
from mandat.services.register.rules import Notice

KINDS = {
    "csv": ("text/csv; charset=utf-8", files.as_csv),
    "json": ("application/json", files.as_json),
}
LONG = timedelta(days=30)
LONGEST = timedelta(days=366)
INVALID = 422


def _day(request: HttpRequest, name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return otherwise


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def _page(request: HttpRequest) -> RegisterPage:
    today = formats.today()
    until = _day(request, "until", today)
    since = max(min(_day(request, "since", until - LONG), until), until - LONGEST)
    circle = _uuid(request.GET.get("circle", ""))
    return register_page(reader_of(request), circle, since, until, clock.now())


def register(request: HttpRequest) -> HttpResponse:
    """Show the decisions of a period, the list for the meeting, and the notice."""
    return _register(request, ReportForm(initial={"on": formats.today()}))


def _register(request: HttpRequest, form: RoomForm) -> HttpResponse:
    page = _page(request)
    notice = Notice(_day(request, "posted", formats.today()))
    body = next((local(name) for uuid, name in page.circles if uuid == page.circle), "")
    context = {
        "page": page,
        "form": form,
        "notice": notice,
        "meeting": files.meeting_list(page),
        "board": files.notice_text(page.to_post, notice, body),
        "address": request.GET.urlencode(),
    }
    status = INVALID if form.is_bound else 200
    return render(request, "services/register/register.html", context, status=status)


def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the same decisions as a file."""
    if kind not in KINDS:
        raise Http404
    media, write = KINDS[kind]
    answer = HttpResponse(write(_page(request)), content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="decisions.{kind}"'
    return answer


def _chosen(request: HttpRequest) -> list[UUID]:
    found = (_uuid(text) for text in request.POST.getlist("rulings"))
    return [one for one in found if one is not None]


@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Tick decisions as reported at a meeting."""
    form = ReportForm(request.POST)
    form.is_valid()
    circle = _uuid(request.GET.get("circle", "")) or _page(request).circle
    if circle is None:
        raise Http404
    given = form.cleaned_data
    try:
        count = actions.report_decisions(
            reader_of(request), circle=circle, rulings=_chosen(request), on=given.get("on"),
            paragraph=given.get("paragraph", ""), at=clock.now(),
        )  # fmt: skip
    except RefusedError as error:
        form.refuse(error.refusals)
        return _register(request, form)
    said = ngettext("%(n)s decision is reported.", "%(n)s decisions are reported.", count)
    messages.success(request, said % {"n": formats.number(count)})
    return redirect(f"{reverse('register')}?{request.GET.urlencode()}")


# --- one decision ---------------------------------------------------------------------------------


def decision(request: HttpRequest, ruling: UUID) -> HttpResponse:
    """Show one decision; posted, correct what is written of it."""
    page = decision_page(reader_of(request), ruling, clock.now())
    if page is None:
        raise Http404
    form = CorrectionForm(posted_data(request), initial=page.decision.as_written)
    if form.is_bound:
        form.is_valid()
        given = form.cleaned_data
        written = {**form.contents, "reason": given.get("reason", "")}
        thanks = _("Corrected. What it said before stays in the record.")

        def act(at: datetime) -> None:
            actions.correct_decision(
                reader_of(request), ruling=ruling, written=written, why=given["why"], at=at
            )

        if _try(request, form, thanks, act):
            return redirect("register-decision", ruling)
    status = INVALID if form.errors else 200
    context = {"page": page, "form": form}
    return render(request, "services/register/decision.html", context, status=status)


def _try(request: HttpRequest, form: RoomForm, thanks: str, act: Callable[[Any], object]) -> bool:
    """Do it and say so; or show by the form's fields why not."""
    try:
        act(clock.now())
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    messages.success(request, thanks)
    return True


# --- the notice board -----------------------------------------------------------------------------


def board(request: HttpRequest) -> HttpResponse:
    """Show the board to those of a body: what hangs, what is to be posted, and the minutes."""
    return _board(request, PostForm(initial={"posted": formats.today()}))


def _board(request: HttpRequest, form: RoomForm) -> HttpResponse:
    page = board_page(reader_of(request), _uuid(request.GET.get("circle", "")), clock.now())
    body = next((local(name) for uuid, name in page.circles if uuid == page.circle), "")
    notice = files.notice_text(page.to_post, Notice(page.today), body)
    context = {"page": page, "form": form, "notice": notice}
    status = INVALID if form.is_bound else 200
    return render(request, "services/register/board.html", context, status=status)


def _to_board(request: HttpRequest) -> HttpResponse:
    return redirect(f"{reverse('register-board')}?{request.GET.urlencode()}")


@require_POST
def post(request: HttpRequest) -> HttpResponse:
    """Put a notice up: of decisions, of approved minutes, or of one that came down too early."""
    form = PostForm(request.POST)
    form.is_valid()
    circle = _uuid(request.GET.get("circle", ""))
    if circle is None:
        raise Http404
    given = form.cleaned_data
    done = _try(request, form, _("It is on the board."), lambda at: actions.post_notice(
        reader_of(request), circle=circle, posted=given.get("posted"),
        where=given.get("where", ""), rulings=_chosen(request),
        meeting=_uuid(request.POST.get("meeting", "")),
        again=_uuid(request.POST.get("again", "")), at=at,
    ))  # fmt: skip
    return _to_board(request) if done else _board(request, form)


@require_POST
def take_down(request: HttpRequest, posting: UUID) -> HttpResponse:
    """Note that a notice came down; say so if it was too early."""

    def act(on: date | None) -> None:
        notice = actions.take_down_notice(
            reader_of(request), posting=posting, on=on, at=clock.now()
        )
        if notice.too_early:
            messages.warning(
                request, _("It came down too early. The time to appeal has not run out.")
            )

    return _on_a_day(request, act)


@require_POST
def approve(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """Note that the minutes of a meeting were approved."""
    return _on_a_day(
        request,
        lambda on: actions.approve_minutes(
            reader_of(request), meeting=meeting, on=on, at=clock.now()
        ),
    )


def _on_a_day(request: HttpRequest, act: Callable[[date | None], object]) -> HttpResponse:
    form = DayForm(request.POST)
    form.is_valid()
    try:
        act(form.cleaned_data.get("on"))
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, explain(refusal))
    else:
        messages.success(request, _("Noted."))
    return _to_board(request)


# --- how matters are handled ----------------------------------------------------------------------


def matters(request: HttpRequest) -> HttpResponse:
    """List the matters of the reader's bodies, each with how its decisions are handled."""
    found = handled_matters(reader_of(request), clock.now())
    return render(request, "services/register/matters.html", {"matters": found})


def handling(request: HttpRequest, key: str) -> HttpResponse:
    """Show, and posted change, how a matter's decisions are handled."""
    found = {m.key: m for m in handled_matters(reader_of(request), clock.now())}
    matter = found.get(key)
    view = power.matter(key)
    if matter is None or view is None:
        raise Http404
    form = HandlingForm(posted_data(request), initial=matter.settings)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        if _try(request, form, _("Noted. It holds from now on."), lambda at: actions.handle_matter(
            reader_of(request), matter=view.id, execution=given["kind"] == "execution",
            route=given["route"], appealable=given["appealable"], asks=given["asks"],
            decision=given["decision"], at=at,
        )):  # fmt: skip
            return redirect("register-matters")
    status = INVALID if form.errors else 200
    context = {"matter": matter, "form": form}
    return render(request, "services/register/handling.html", context, status=status)
