"""Addresses of the Mirror."""

from django.urls import path

from mandat.evidence import pages

urlpatterns = [
    path("", pages.mirrors, name="mirrors"),
    path("<slug:matter>/<slug:stage>/", pages.mirror, name="mirror"),
    path("<slug:matter>/<slug:stage>/csv/", pages.mirror_csv, name="mirror-csv"),
]
