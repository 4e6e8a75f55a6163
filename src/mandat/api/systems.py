"""Addresses of the pages about other systems."""

from django.urls import path

from mandat.api import pages

urlpatterns = [
    path("", pages.systems, name="systems"),
    path("<uuid:token>/", pages.system, name="system"),
    path("<uuid:token>/withdraw/", pages.withdraw, name="system-withdraw"),
]
