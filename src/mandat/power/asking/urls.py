"""Addresses of questions."""

from django.urls import path

from mandat.power.asking import pages

urlpatterns = [
    path("ask/", pages.ask, name="ask-who"),
    path("gaps/", pages.gaps, name="gaps"),
    path("changes/", pages.changes, name="changes"),
    path("person/<uuid:person>/mandate/", pages.sheet, name="whole-mandate"),
]
