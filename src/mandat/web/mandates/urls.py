"""Addresses of mandates."""

from django.urls import path

from mandat.web.mandates import pages

urlpatterns = [path("<uuid:mandate_id>/", pages.mandate, name="mandate")]
