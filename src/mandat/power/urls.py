"""Addresses of the map, and of standing in."""

from django.urls import path

from mandat.power.pages import map as map_pages
from mandat.power.pages import named, seats, standing_in

urlpatterns = [
    path("", map_pages.show_map, name="map"),
    path("role/<slug:key>/", map_pages.show_role, name="role"),
    path("role/<slug:key>/stand-in/", seats.ask, name="seat"),
    path("person/<uuid:person>/", map_pages.show_person, name="person"),
    path("rates/", map_pages.show_rates, name="rates"),
    path("rules/", map_pages.show_rules, name="rules"),
    path("standing-in/", standing_in.show, name="standing-in"),
    path("standing-in/ask/", standing_in.ask, name="standing-in-ask"),
    path("standing-in/conflict/", standing_in.declare, name="conflict-declare"),
    path("standing-in/named/away/", named.away, name="named-away"),
    path("standing-in/named/back/", named.back, name="named-back"),
    path("standing-in/named/<uuid:of_role>/<uuid:by_role>/", named.ready, name="named-ready"),
    path("standing-in/named/<uuid:of_role>/<uuid:by_role>/end/", named.stop, name="named-stop"),
    path("standing-in/tie/", standing_in.declare_tie, name="tie-declare"),
    path("standing-in/<uuid:substitution>/yes/", standing_in.accept, name="standing-in-accept"),
    path("standing-in/<uuid:substitution>/end/", standing_in.end, name="standing-in-end"),
    path(
        "standing-in/conflict/<uuid:conflict>/end/", standing_in.end_conflict, name="conflict-end"
    ),
]
