"""Addresses of the register."""

from django.urls import path

from mandat.services.register import pages

urlpatterns = [
    path("", pages.register, name="register"),
    path("decisions.<slug:kind>", pages.download, name="register-file"),
]
