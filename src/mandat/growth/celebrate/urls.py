"""Addresses of celebrating."""

from django.urls import path

from mandat.growth.celebrate import pages

urlpatterns = [
    path("", pages.celebrate, name="celebrate"),
    path("new/", pages.new, name="celebrate-new"),
    path("<uuid:celebrated>/answer/", pages.answer, name="celebrate-answer"),
    path("<uuid:celebrated>/take-away/", pages.take_away, name="celebrate-away"),
    path("<uuid:of>/applaud/", pages.applaud, name="celebrate-applaud"),
]
