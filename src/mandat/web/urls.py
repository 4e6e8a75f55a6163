"""Every address, room by room."""

from django.urls import include, path

from mandat.power.orders.pages import review
from mandat.services.actions import offer_matters
from mandat.web import pages
from mandat.web.me.pages import language, me
from mandat.web.state.pages import state, table
from mandat.web.today.pages import today
from mandat.web.walk.cases import case

urlpatterns = [
    path("demo/", include("mandat.web.demo.urls")),
    path("", today, name="today"),
    path("state/", state, name="state"),
    path("state/<slug:measure>.csv", table, name="state-table"),
    path("me/", me, name="me"),
    path("me/language/", language, name="language"),
    path("account/", include("allauth.account.urls")),
    path("systems/", include("mandat.api.systems")),
    path("api/", include("mandat.api.urls")),
    path("record/", include("mandat.web.record.urls")),
    path("board/", include("mandat.services.register.public")),
    path("register/", include("mandat.services.register.urls")),
    path("cases/<uuid:uuid>/", case),  # before the room's own, which knows of no hand-over
    path("", include("mandat.services.urls")),
    path("", include("mandat.growth.urls")),
    path("proposals/", include("mandat.handover.proposals.urls")),
    path("defaults/", include("mandat.handover.defaults.urls")),
    path("duties/", include("mandat.handover.duties.urls")),
    path("agreements/", include("mandat.handover.agreements.urls")),
    path("", include("mandat.web.walk.urls")),
    path("mirror/", include("mandat.evidence.urls")),
    path("notices/", include("mandat.web.notices.urls")),
    path("notices/", include("mandat.notices.urls")),
    path("theme/", pages.theme, name="theme"),
    path("about/<slug:page>/", pages.about, name="about"),
    path("map/circle/", include("mandat.web.circles.urls")),
    path("map/mandate/", include("mandat.web.mandates.urls")),
    path("map/order/draft/<uuid:draft>/", review, {"offer": offer_matters}),
    path("map/order/", include("mandat.power.orders.urls")),
    path("map/", include("mandat.power.asking.urls")),
    path("map/", include("mandat.power.urls")),
    path("components/", pages.components, name="components"),
]

handler400 = pages.bad_request
handler403 = pages.missing
handler404 = pages.missing
handler500 = pages.broken
