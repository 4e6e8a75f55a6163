"""Addresses of growth, subject by subject."""

from django.urls import include, path

from mandat.growth import pages

urlpatterns = [
    path("", include("mandat.growth.open_questions.urls")),
    path("pulse/", include("mandat.growth.pulse.urls")),
    path("felt/", include("mandat.growth.felt.urls")),
    path("around/", include("mandat.growth.around.urls")),
    path("feedback/ask/", include("mandat.growth.asking.urls")),
    path("feedback/", include("mandat.growth.feedback.urls")),
    path("journey/", include("mandat.growth.journey.urls")),
    path("purpose/", include("mandat.growth.purpose.urls")),
    path("well/", include("mandat.growth.celebrate.urls")),
    path("obstacles/", include("mandat.growth.obstacles.urls")),
    path("practice/", include("mandat.growth.practice.urls")),
    path("step/", include("mandat.growth.next_step.urls")),
    path("measures/", pages.measures, name="measures"),
]
