"""Reads of stories, and of what has been reported of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from mandat.growth.feedback.queries import reports_go_to
from mandat.growth.journey.models import Story
from mandat.growth.journey.queries import StoryLine, stories, story_lines
from mandat.power import queries as power
from mandat.power.queries import Names


@dataclass(frozen=True)
class StoriesPage:
    """What people have told; `reports` are for the reader to look at, `go_to` who looks at them."""

    stories: tuple[StoryLine, ...]
    reports: tuple[StoryLine, ...]
    go_to: Names | None


def stories_page(reader: UUID, at: datetime) -> StoriesPage:
    """Return every story, and what the reader is to look at."""
    return StoriesPage(stories(), reports_for(reader, at), reports_go_to(at))


def reports_for(reader: UUID, at: datetime) -> tuple[StoryLine, ...]:
    """Return reported stories not yet looked at, to those who hold the role that looks.

    Nobody looks at a report of their own words.
    """
    key = settings.REPORTS_ROLE
    if not key or all(role.key != key for role in power.roles_of(reader, at)):
        return ()
    rows = Story.objects.filter(looked_at=None).exclude(reported_at=None)
    return story_lines(rows.exclude(teller__uuid=reader))
