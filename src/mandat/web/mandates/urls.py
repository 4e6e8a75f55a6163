"""Addresses of mandates."""

from django.urls import path

from mandat.web.mandates import pages

urlpatterns = [
    path("<uuid:mandate_id>/", pages.mandate, name="mandate"),
    path("<uuid:mandate_id>/withdraw/", pages.withdraw, name="mandate-withdraw"),
    path("<uuid:mandate_id>/look-over/", pages.look_over, name="mandate-look-over"),
    path("<uuid:mandate_id>/take-over/<uuid:case>/", pages.take_over, name="mandate-take-over"),
]
