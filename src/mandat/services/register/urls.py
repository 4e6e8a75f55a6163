"""Addresses of the register."""

from django.urls import path

from mandat.services.register import pages

urlpatterns = [
    path("", pages.register, name="register"),
    path("decisions.<slug:kind>", pages.download, name="register-file"),
    path("reported/", pages.report, name="register-report"),
    path("board/", pages.board, name="register-board"),
    path("board/posted/", pages.post, name="register-post"),
    path("board/<uuid:posting>/down/", pages.take_down, name="register-down"),
    path("meeting/<uuid:meeting>/approved/", pages.approve, name="register-approved"),
    path("handling/", pages.matters, name="register-matters"),
    path("handling/<slug:key>/", pages.handling, name="register-handling"),
    path("<uuid:ruling>/", pages.decision, name="register-decision"),
]
