"""Addresses of practice."""

from django.urls import path

from mandat.growth.practice import pages
from mandat.growth.practice.pages import sets

urlpatterns = [
    path("", pages.practice, name="practice"),
    path("erase/", pages.erase, name="practice-erase"),
    path("cases/begin/", sets.begin, name="practice-begin"),
    path("cases/<uuid:of_set>/", sets.go_on, name="practice-set"),
    path("cases/<uuid:of_set>/end/", sets.end, name="practice-end"),
    path("cases/<uuid:of_set>/<int:number>/", sets.case, name="practice-case"),
    path("companion/", pages.companion, name="companion"),
    path("paths/<slug:slug>/", pages.path, name="learning-path"),
    path("paths/<slug:slug>/<int:number>/", pages.part, name="learning-part"),
    path("rounds/<slug:slug>/", pages.round_start, name="round"),
    path("rounds/<slug:slug>/<int:number>/", pages.scene, name="round-scene"),
    path("rounds/<slug:slug>/end/", pages.round_end, name="round-end"),
]
