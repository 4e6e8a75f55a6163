"""Addresses of open questions: one's own, and those anybody with the link can open."""

from django.urls import path

from mandat.growth.open_questions import open_pages, pages

urlpatterns = [
    path("feedback/questions/", pages.questions, name="open-questions"),
    path("feedback/questions/new/", pages.new, name="open-question-new"),
    path("feedback/questions/<uuid:question>/", pages.question, name="open-question"),
    path("feedback/questions/<uuid:question>/poster/", pages.poster, name="open-question-poster"),
    path("feedback/questions/<uuid:question>/code.svg", pages.code, name="open-question-code"),
    path("feedback/questions/<uuid:question>/<slug:how>/", pages.change, name="open-question-do"),
    path("q/<slug:key>/", open_pages.answer, name="open-answer"),
    path("q/<slug:key>/thanks/", open_pages.thanks, name="open-thanks"),
    path("q/<slug:key>/report/", open_pages.report, name="open-report"),
]
