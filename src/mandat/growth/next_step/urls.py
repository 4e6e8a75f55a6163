"""Addresses of the next small step."""

from django.urls import path

from mandat.growth.next_step import pages

urlpatterns = [path("<slug:step>/later/", pages.later, name="step-later")]
