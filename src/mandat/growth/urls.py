"""Addresses of growth."""

from django.urls import path

from mandat.growth import pages

urlpatterns = [
    path("pulse/", pages.pulse, name="pulse"),
    path("pulse/undo/", pages.undo_pulse, name="pulse-undo"),
    path("felt/<uuid:handover>/<slug:part>/", pages.felt, name="felt"),
    path("feedback/", pages.feedback, name="feedback"),
    path("feedback/<slug:about>/<uuid:of>/", pages.give_feedback, name="feedback-give"),
    path("feedback/<uuid:feedback>/thank/", pages.thank, name="feedback-thank"),
    path("feedback/<uuid:feedback>/<slug:how>/", pages.answer_feedback, name="feedback-answer"),
    path("step/<slug:step>/later/", pages.later, name="step-later"),
    path("measures/", pages.measures, name="measures"),
]
