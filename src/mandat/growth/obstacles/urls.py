"""Addresses of obstacles."""

from django.urls import path

from mandat.growth.obstacles import pages

urlpatterns = [
    path("", pages.obstacles, name="obstacles"),
    path("new/", pages.new, name="obstacle-new"),
    path("<uuid:obstacle>/", pages.obstacle, name="obstacle"),
    path("<uuid:obstacle>/show/", pages.show, name="obstacle-show"),
    path("<uuid:obstacle>/erase/", pages.erase, name="obstacle-erase"),
]
