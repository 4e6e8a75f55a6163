"""Reads of feedback: to oneself, from oneself, shared by its giver, and what has been reported."""

from mandat.growth.feedback.queries.files import FileFound, file_of
from mandat.growth.feedback.queries.lines import (
    FeedbackLine,
    GivenFeedback,
    feedback_for,
    feedback_from,
    feedback_given,
    has_unread,
    reports_for,
    reports_go_to,
    shared_feedback,
    whole,
)
from mandat.growth.feedback.queries.targets import Target, feedback_target

__all__ = [
    "FeedbackLine",
    "FileFound",
    "GivenFeedback",
    "Target",
    "feedback_for",
    "feedback_from",
    "feedback_given",
    "feedback_target",
    "file_of",
    "has_unread",
    "reports_for",
    "reports_go_to",
    "shared_feedback",
    "whole",
]
