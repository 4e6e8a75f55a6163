"""Addresses of felt effects."""

from django.urls import path

from mandat.growth.felt import pages

urlpatterns = [path("<uuid:handover>/<slug:part>/", pages.felt, name="felt")]
