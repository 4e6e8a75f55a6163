"""Telling those concerned in the same transaction as something changes."""

from datetime import datetime
from uuid import UUID

from mandat.handover.actions.enacting import Scene
from mandat.notices.actions import tell
from mandat.notices.rules import Due, Kind

CHANGED: Kind = "trial_changed"


def tell_of_change(scene: Scene, actor: UUID, at: datetime) -> None:
    """Tell those who hand it over and those who use it, but the actor. The page says what."""
    secret, of = scene.subject.secret, scene.row.uuid
    name = {} if secret else scene.row.matter.name
    people = (scene.parties.givers | scene.value.users) - {actor}
    key, path = f"{of}:{at:%Y%m%dT%H%M%S}", f"/proposals/{of}/"
    dues = [Due(p, CHANGED, key, of, path, name, at, secret=secret) for p in sorted(people)]
    tell(dues, looked_at=(CHANGED,), at=at)
