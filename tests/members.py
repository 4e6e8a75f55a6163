"""A browser that is somebody: the cast logged in."""

from django.test import Client

from mandat.power.models import Account, Person
from tests.cast import an_id


def as_member(name: str) -> Client:
    """Return a client logged in as one of the cast."""
    person = Person.objects.get(uuid=an_id(name))
    account, _ = Account.objects.get_or_create(email=person.email, person=person)
    client = Client()
    client.force_login(account)
    return client
