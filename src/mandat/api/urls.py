"""Addresses of the API. What is not there is a problem too, never a page."""

from django.urls import path, re_path

from mandat.api import problems
from mandat.api.app import api

urlpatterns = [path("v1/", api.urls), re_path(r"^(?P<rest>.*)$", problems.missing)]
