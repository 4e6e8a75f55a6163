"""Addresses of journeys."""

from django.urls import path

from mandat.growth.journey import pages
from mandat.growth.stories import pages as stories

urlpatterns = [
    path("", pages.journeys, name="journeys"),
    path("new/", pages.new, name="journey-new"),
    path("stories/", stories.stories, name="stories"),
    path("stories/<uuid:story>/report/", stories.report, name="story-report"),
    path("stories/<uuid:story>/take-back/", pages.take_back, name="story-take-back"),
    path("stories/<uuid:story>/remove/", stories.close, {"remove": True}, name="story-remove"),
    path("stories/<uuid:story>/stays/", stories.close, {"remove": False}, name="story-stays"),
    path("steps/<uuid:step>/", pages.end_step, name="journey-step-end"),
    path("beside/<uuid:asking>/", pages.beside, name="journey-beside"),
    path("beside/<uuid:asking>/end/", pages.part_ways, name="journey-part"),
    path("<uuid:journey>/", pages.journey, name="journey"),
    path("<uuid:journey>/change/", pages.change, name="journey-change"),
    path("<uuid:journey>/erase/", pages.erase, name="journey-erase"),
    path("<uuid:journey>/step/", pages.step, name="journey-step"),
    path("<uuid:journey>/ask/", pages.ask, name="journey-ask"),
    path("<uuid:journey>/shows/", pages.shows, name="journey-shows"),
    path("<uuid:journey>/counts/", pages.counts, name="journey-counts"),
    path("<uuid:journey>/tell/", pages.tell, name="journey-tell"),
]
