"""Addresses of feedback."""

from django.urls import path

from mandat.growth.feedback import pages

urlpatterns = [
    path("", pages.feedback, name="feedback"),
    path("<slug:about>/<uuid:of>/", pages.give_feedback, name="feedback-give"),
    path("<uuid:feedback>/file/<slug:kind>/", pages.file, name="feedback-file"),
    path("<uuid:feedback>/thank/", pages.thank, name="feedback-thank"),
    path("<uuid:feedback>/<slug:how>/", pages.answer_feedback, name="feedback-answer"),
]
