"""Addresses of agreements."""

from django.urls import path

from mandat.handover.agreements import pages

urlpatterns = [
    path("", pages.agreements, name="agreements"),
    path("<uuid:agreement>/", pages.agreement, name="agreement"),
]
