"""Addresses of the map."""

from django.urls import path

from mandat.web.map import pages

urlpatterns = [
    path("", pages.the_map, name="map"),
    path("roles/<uuid:role_id>/", pages.role, name="role"),
    path("people/<uuid:person_id>/", pages.person, name="person"),
    path("mandates/<uuid:mandate_id>/", pages.mandate, name="mandate"),
]
