"""Addresses of asking for feedback."""

from django.urls import path

from mandat.growth.asking import pages

urlpatterns = [
    path("<slug:about>/<uuid:of>/", pages.ask, name="feedback-ask"),
    path("<uuid:ask>/let-be/", pages.let_be, name="feedback-let-be"),
    path("<uuid:ask>/end/", pages.end, name="feedback-end"),
]
