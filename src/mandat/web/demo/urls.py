"""The demo's own addresses. Elsewhere they answer as if they were not there."""

from django.urls import path

from mandat.web.demo import pages

urlpatterns = [
    path("", pages.choose, name="demo_choose"),
    path("be/<uuid:person>/", pages.become, name="demo_become"),
    path("clock/move/", pages.move, name="demo_move"),
    path("clock/", pages.going, name="demo_going"),
]
