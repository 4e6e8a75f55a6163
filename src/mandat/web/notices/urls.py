"""Addresses of answers by link and of calendars. None of them needs a login to be opened."""

from django.urls import path

from mandat.web.notices import pages

urlpatterns = [
    path("answer/<str:token>/", pages.answer_link, name="notices-answer"),
    path("undo/", pages.undo, name="notices-undo"),
    path("calendar/<str:secret>.ics", pages.calendar, name="notices-calendar"),
]
