"""Pages of delegation orders: the order as it is, a file to look through, an adoption."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import BadInputError, RefusedError
from mandat.common.requests import posted, reader_of
from mandat.power.orders import actions, documents, queries
from mandat.power.orders.actions import Offer
from mandat.power.orders.forms import AdoptionForm, AlikeForm, FileForm, RowForm, WholeForm
from mandat.power.orders.queries import DraftPage
from mandat.power.orders.rules.alike import Alike

INVALID = 422


def show_order(request: HttpRequest) -> HttpResponse:
    """Show the order as the mandates stand, beside what was last adopted."""
    reader, words = reader_of(request), request.GET.get("q", "")[:200]
    page, only = queries.order_page(reader, clock.now()), request.GET.get("show") == "changed"
    context = {
        "page": page,
        "shown": page.with_words(words, only_changed=only),
        "words": words,
        "only_changed": only,
        "drafts": queries.drafts_of(reader),
    }
    return render(request, "power/orders/order.html", context)


def start(request: HttpRequest) -> HttpResponse:
    """Ask for a file, and read it."""
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        given = request.FILES.get("file")
        name, data = (given.name or "", given.read()) if given else ("", b"")
        try:
            draft = actions.start_draft(reader_of(request), file=name, data=data, at=clock.now())
        except RefusedError as error:
            form = FileForm(request.POST)
            form.refuse(error.refusals)
        else:
            return redirect("order-draft", draft)
    status = INVALID if form.errors else 200
    return render(request, "power/orders/start.html", {"form": form}, status=status)


def _draft(request: HttpRequest, draft: UUID) -> DraftPage:
    number = request.GET.get("page", "1")
    page = queries.draft_page(
        reader_of(request),
        draft,
        clock.now(),
        show=request.GET.get("show", ""),
        words=request.GET.get("q", ""),
        page=int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
    )
    if page is None:
        raise Http404
    return page


def review(request: HttpRequest, draft: UUID, offer: Offer | None = None) -> HttpResponse:
    """Show what was understood and what was not; keep what is said of the whole, and write it.

    `offer` gives new matters their pages in Needs; a room above knows how.
    """
    page = _draft(request, draft)
    if page.order is not None:
        return redirect("order")
    form = WholeForm(request.POST or None, page=page, initial=dict(page.settings))
    if request.method == "POST":
        try:
            _keep(request, draft, form, offer)
        except RefusedError as error:
            page = _draft(request, draft)
            form = WholeForm(request.POST, page=page)
            form.refuse(error.refusals)
        else:
            return redirect("order") if "write" in request.POST else redirect("order-draft", draft)
    status = INVALID if form.errors else 200
    return render(request, "power/orders/review.html", {"page": page, "form": form}, status=status)


def _keep(request: HttpRequest, draft: UUID, form: WholeForm, offer: Offer | None) -> None:
    reader, at = reader_of(request), clock.now()
    actions.set_draft(reader, draft=draft, said=form.said, at=at)
    if "write" in request.POST:
        seen = request.POST.get("seen", "")
        actions.write_draft(reader, draft=draft, offer=offer, seen=seen, at=at)
        messages.success(request, _("The order is written. Its mandates hold from now on."))
    else:
        messages.success(request, _("Saved."))


def mend(request: HttpRequest, draft: UUID, index: int) -> HttpResponse:
    """Show one row as it stands in the file, and mend what was made of it."""
    found = queries.draft_row(reader_of(request), draft, index)
    if found is None:
        raise Http404
    form = RowForm(*found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said, at = form.mended(), clock.now()
            actions.mend_row(reader_of(request), draft=draft, index=index, said=said, at=at)
        except BadInputError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, _("Saved."))
            return _on(request, draft)
    context = {"form": form, "line": found[0], "draft": draft}
    status = INVALID if form.errors else 200
    return render(request, "power/orders/row.html", context, status=status)


def compare(request: HttpRequest) -> HttpResponse:
    """Show what differs between two adopted orders."""
    page = queries.compare_page(_order(request, "from"), _order(request, "to"))
    if page is None:
        raise Http404
    return render(request, "power/orders/compare.html", {"page": page})


def _on(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Go on to the next row that needs its reviewer, or back to the whole."""
    following = _draft(request, draft).next if "next" in request.POST else None
    if following is None:
        return redirect("order-draft", draft)
    return redirect("order-row", draft, following.index)


def mend_alike(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show every row with the same word that was not understood, and mend them all."""
    page, asked = _draft(request, draft), (request.GET.get("code"), request.GET.get("given", ""))
    group = next((g for g in page.alike if (g.code, g.given) == asked), None)
    if group is None or page.order is not None:
        return redirect("order-draft", draft)
    form = AlikeForm(group, queries.role_choices(), posted(request))
    if request.method == "POST" and _mended(request, draft, group, form):
        return redirect("order-draft", draft)
    rows = [page.rows[n] for n in group.rows]
    context = {"page": page, "group": group, "form": form, "rows": rows}
    status = INVALID if form.errors else 200
    return render(request, "power/orders/alike.html", context, status=status)


def _mended(request: HttpRequest, draft: UUID, group: Alike, form: AlikeForm) -> bool:
    """Mend every row of a group as the form says; False when the form has to be mended first."""
    word, said = {"code": group.code, "given": group.given}, form.said
    try:
        actions.mend_alike_rows(reader_of(request), draft=draft, **word, said=said, at=clock.now())
    except BadInputError as error:
        form.refuse(error.refusals)
        return False
    messages.success(request, _("Saved."))
    return True


def _order(request: HttpRequest, name: str) -> UUID | None:
    try:
        return UUID(request.GET[name]) if request.GET.get(name) else None
    except ValueError:
        raise Http404 from None


def show_adopted(request: HttpRequest, order: UUID) -> HttpResponse:
    """Show an order exactly as it was adopted."""
    page = queries.adopted_page(order)
    if page is None:
        raise Http404
    return render(request, "power/orders/adopted.html", {"page": page})


def download_adopted(
    request: HttpRequest,  # noqa: ARG001 - a page takes one
    before: UUID,
    after: UUID,
    lang: str,
    kind: str,
) -> HttpResponse:
    """Give an adopted order as a file; with another before it, what differs between the two."""
    page = queries.compare_page(before, after)
    if page is None or kind not in documents.KINDS or lang not in ("sv", "en"):
        raise Http404
    order, differs = page.after, before != after
    sheet = documents.lay_out(
        page.rows, organisation=page.organisation, order=order, changes=differs, lang=lang,
        before=page.before if differs else None,
    )  # fmt: skip
    answer = HttpResponse(documents.write(sheet, kind), content_type=documents.KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="order-{order.on}-{lang}.{kind}"'
    return answer


def download(request: HttpRequest, lang: str, what: str, kind: str) -> HttpResponse:
    """Give the order as it is now as a file: clean, or with what has changed."""
    if kind not in documents.KINDS or lang not in ("sv", "en") or what not in ("order", "changes"):
        raise Http404
    page = queries.order_page(reader_of(request), clock.now(), lang)
    sheet = documents.lay_out(
        page.rows,
        organisation=page.organisation,
        order=page.last,
        changes=what == "changes",
        lang=lang,
    )
    answer = HttpResponse(documents.write(sheet, kind), content_type=documents.KINDS[kind])
    answer["Content-Disposition"] = f'attachment; filename="{what}-{lang}.{kind}"'
    return answer


@require_POST
def discard(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Throw a draft away."""
    try:
        actions.discard_draft(reader_of(request), draft=draft)
    except RefusedError:
        raise Http404 from None
    messages.success(request, _("Erased."))
    return redirect("order")


def adopt(request: HttpRequest) -> HttpResponse:
    """Ask which body has adopted the order as it stands, and record it."""
    reader, at = reader_of(request), clock.now()
    page = queries.order_page(reader, at)
    form = AdoptionForm(request.POST or None, circles=page.circles)
    if request.method == "POST":
        said = {k: form.said[k] for k in ("body", "circle", "on", "paragraph")}
        try:
            actions.adopt_order(reader, **said, at=at)
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, _("The adoption is recorded."))
            return redirect("order")
    status = INVALID if form.errors else 200
    return render(request, "power/orders/adopt.html", {"page": page, "form": form}, status=status)
