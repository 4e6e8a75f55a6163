"""Addresses of needs and cases."""

from django.urls import path

from mandat.services import joint, pages
from mandat.services.contested import pages as contested

urlpatterns = [
    path("needs/", pages.needs, name="needs"),
    path("needs/<slug:key>/", pages.service, name="service"),
    path("needs/<slug:key>/who/", pages.who_decides, name="service-who"),
    path("cases/", pages.cases, name="cases"),
    path("cases/<uuid:uuid>/", pages.case, name="case"),
    path("cases/<uuid:uuid>/answer/", pages.rule, name="case-answer"),
    path("cases/<uuid:uuid>/voice/", joint.voice, name="case-voice"),
    path("cases/<uuid:uuid>/meeting/", joint.meeting, name="case-meeting"),
    path("cases/<uuid:uuid>/send-again/", pages.send_again, name="case-send-again"),
    path("cases/<uuid:uuid>/hand-back/", pages.hand_back, name="case-hand-back"),
    path("cases/<uuid:uuid>/too-close/", contested.ask_about, name="challenge"),
    path("cases/too-close/<uuid:challenge>/", contested.show, name="challenge-one"),
    path("cases/<uuid:uuid>/conflict/", pages.conflict, name="case-conflict"),
    path("cases/<uuid:uuid>/withdraw/", pages.withdraw, name="case-withdraw"),
]
