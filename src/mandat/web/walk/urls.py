"""Addresses of the walk and of proposals."""

from django.urls import path

from mandat.web.walk import pages, proposals, resting, shadowing

urlpatterns = [
    path("handover/new", pages.new, name="handover-new"),
    path("handover/<uuid:draft>/forget", pages.forget, name="handover-forget"),
    path("handover/<uuid:handover>/cases", shadowing.shadow, name="handover-shadow"),
    path("handover/<uuid:draft>/<slug:step>", pages.step, name="handover-step"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<uuid:handover>/", proposals.proposal, name="proposal"),
    path("proposals/<uuid:handover>/speak", proposals.speak, name="proposal-speak"),
    path("proposals/<uuid:handover>/hear", proposals.hear, name="proposal-hear"),
    path("proposals/<uuid:handover>/decline", proposals.decline, name="proposal-decline"),
    path("proposals/<uuid:handover>/resolve", proposals.resolve, name="proposal-resolve"),
    path("proposals/<uuid:handover>/adopt", proposals.adopt, name="proposal-adopt"),
    path("proposals/<uuid:handover>/take-back", proposals.take_back, name="proposal-take-back"),
    path("proposals/<uuid:handover>/hand-back", proposals.hand_back, name="proposal-hand-back"),
    path("proposals/<uuid:handover>/keep", proposals.keep, name="proposal-keep"),
    path("proposals/<uuid:handover>/widen", proposals.widen, name="proposal-widen"),
    path("proposals/<uuid:handover>/again", proposals.again, name="proposal-again"),
    path("proposals/<uuid:handover>/pause", resting.pause, name="proposal-pause"),
    path("proposals/<uuid:handover>/resume", resting.resume, name="proposal-resume"),
    path("proposals/<uuid:handover>/break", resting.take_break, name="proposal-break"),
    path("proposals/<uuid:handover>/end-break", resting.end_break, name="proposal-end-break"),
    path("proposals/<uuid:handover>/look", proposals.look, name="proposal-look"),
]
