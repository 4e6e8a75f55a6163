"""Addresses of notices."""

from django.urls import path

from mandat.notices import pages

urlpatterns = [
    path("", pages.notices, name="notices"),
    path("seen/", pages.seen, name="notices-seen"),
    path("choices/", pages.choices, name="notices-choices"),
    path("stop/", pages.stop, name="notices-stop"),
    path("feed/", pages.feed, name="notices-feed"),
    path("off/<str:token>/", pages.off, name="notices-off"),
]
