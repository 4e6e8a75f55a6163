"""Addresses of circles."""

from django.urls import path

from mandat.web.circles import pages

urlpatterns = [path("<slug:key>/", pages.circle, name="circle")]
