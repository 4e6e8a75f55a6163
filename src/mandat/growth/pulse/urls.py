"""Addresses of the pulse."""

from django.urls import path

from mandat.growth.pulse import pages

urlpatterns = [
    path("", pages.pulse, name="pulse"),
    path("undo/", pages.undo_pulse, name="pulse-undo"),
    path("mail/", pages.by_mail, name="pulse-mail"),
]
