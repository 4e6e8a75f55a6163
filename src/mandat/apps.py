"""The one Django app."""

from django.apps import AppConfig


class MandatConfig(AppConfig):
    """One app, label `mandat`, with rooms inside it."""

    name = "mandat"
    label = "mandat"
    default_auto_field = "django.db.models.BigAutoField"
