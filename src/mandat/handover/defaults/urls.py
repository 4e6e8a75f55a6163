"""Addresses of what goes on as before."""

from django.urls import path

from mandat.handover.defaults import pages

urlpatterns = [
    path("", pages.defaults, name="defaults"),
    path("<slug:about>/<str:of>/", pages.one, name="default"),
]
