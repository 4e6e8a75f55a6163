"""Addresses of practice."""

from django.urls import path

from mandat.growth.practice import pages

urlpatterns = [
    path("", pages.practice, name="practice"),
    path("erase/", pages.erase, name="practice-erase"),
    path("companion/", pages.companion, name="companion"),
    path("paths/<slug:slug>/", pages.path, name="learning-path"),
    path("paths/<slug:slug>/<int:number>/", pages.part, name="learning-part"),
    path("rounds/<slug:slug>/", pages.round_start, name="round"),
    path("rounds/<slug:slug>/<int:number>/", pages.scene, name="round-scene"),
    path("rounds/<slug:slug>/end/", pages.round_end, name="round-end"),
]
