"""Addresses of the record."""

from django.urls import path

from mandat.web.record import pages

urlpatterns = [
    path("", pages.timeline, name="record"),
    path("check/", pages.check, name="record-check"),
    path("<int:index>/", pages.entry, name="record-entry"),
]
