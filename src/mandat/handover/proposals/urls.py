"""Addresses of proposals."""

from django.urls import path

from mandat.handover.proposals.pages import new, one

urlpatterns = [
    path("new/", new.choose, name="change-choose"),
    path("new/<slug:kind>/", new.new, name="change-new"),
    path("change/<uuid:proposal>/", one.proposal, name="change-proposal"),
    path("change/<uuid:proposal>/reword/", new.reword, name="change-reword"),
    path("change/<uuid:proposal>/<slug:act>/", one.act, name="change-act"),
]
