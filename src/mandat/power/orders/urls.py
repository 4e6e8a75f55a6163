"""Addresses of delegation orders."""

from django.urls import path

from mandat.power.orders import pages

urlpatterns = [
    path("", pages.show_order, name="order"),
    path("read/", pages.start, name="order-read"),
    path("compare/", pages.compare, name="order-compare"),
    path("adopted/<uuid:order>/", pages.show_adopted, name="order-adopted"),
    path(
        "adopted/<uuid:before>/<uuid:after>/<slug:lang>.<slug:kind>",
        pages.download_adopted,
        name="order-adopted-file",
    ),
    path("adopt/", pages.adopt, name="order-adopt"),
    path("file/<slug:lang>/<slug:what>.<slug:kind>", pages.download, name="order-file"),
    path("draft/<uuid:draft>/", pages.review, name="order-draft"),
    path("draft/<uuid:draft>/row/<int:index>/", pages.mend, name="order-row"),
    path("draft/<uuid:draft>/alike/", pages.mend_alike, name="order-alike"),
    path("draft/<uuid:draft>/erase/", pages.discard, name="order-erase"),
]
