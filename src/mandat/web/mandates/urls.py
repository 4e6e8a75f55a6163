"""Addresses of mandates."""

from django.urls import path

from mandat.web.mandates import pages

urlpatterns = [
    path("<uuid:mandate_id>/", pages.mandate, name="mandate"),
    path("<uuid:mandate_id>/withdraw/", pages.withdraw, name="mandate-withdraw"),
    path("<uuid:mandate_id>/yes/", pages.accept, name="mandate-accept"),
    path("<uuid:mandate_id>/no/", pages.decline, name="mandate-decline"),
    path("<uuid:mandate_id>/hand-back/", pages.hand_back, name="mandate-hand-back"),
    path("<uuid:mandate_id>/take-up/", pages.take_up, name="mandate-take-up"),
    path("<uuid:mandate_id>/look-over/", pages.look_over, name="mandate-look-over"),
    path("<uuid:mandate_id>/take-over/<uuid:case>/", pages.take_over, name="mandate-take-over"),
]
