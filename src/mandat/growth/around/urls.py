"""Addresses of before and after."""

from django.urls import path

from mandat.growth.around import pages

urlpatterns = [
    path("<uuid:handover>/<slug:moment>/", pages.around, name="around"),
    path("<uuid:handover>/<slug:moment>/undo/", pages.undo, name="around-undo"),
]
