"""Addresses of duties."""

from django.urls import path

from mandat.handover.duties import pages

urlpatterns = [
    path("<uuid:of>/", pages.duties, name="duties"),
    path("<uuid:of>/<slug:duty>/<slug:act>/", pages.act, name="duty-act"),
]
