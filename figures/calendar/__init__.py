"""Spans → resolved dates, intervals and clock times."""

from figures.calendar.resolve import Setting, resolve

__all__ = ["Setting", "resolve"]
