"""Addresses of the map."""

from django.urls import path

from mandat.power import pages

urlpatterns = [
    path("", pages.show_map, name="map"),
    path("role/<slug:key>/", pages.show_role, name="role"),
    path("person/<uuid:person>/", pages.show_person, name="person"),
]
