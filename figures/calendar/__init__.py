"""Spans → resolved dates, intervals and clock times."""

from figures.calendar.anchors import Anchors, spans_a_story
from figures.calendar.resolve import resolve
from figures.calendar.setting import FUTURE, TENSED_PARTS, Setting

__all__ = ["FUTURE", "TENSED_PARTS", "Anchors", "Setting", "resolve", "spans_a_story"]
