"""In: an ISO 8601 date or datetime, as text or as Python has it. Out: a naive `datetime`, the wall clock."""

from __future__ import annotations

import re
from datetime import date, datetime

REMEDY = "write it as 2022-01-17 or 2022-01-17T09:30"

# The extended format of ISO 8601 alone: in prose metadata `20220117` is as likely a number. A blank may stand before
# the offset because static-site generators write it so.
_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?: ?(?:[Zz]|[+-]\d\d(?::?\d\d)?))?)?",
    re.ASCII,
)


def wall_clock(value: object) -> datetime | None:
    """The date and time that `value` states, any offset dropped; None if it states none.

    A date alone is its midnight. A year or a month alone is no date: a weekday cannot be resolved against it.
    """
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if not isinstance(value, str) or (match := _DATE.fullmatch(value.strip())) is None:
        return None
    year, month, day, hour, minute, second, fraction = match.groups(default="0")
    try:
        return datetime(
            int(year), int(month), int(day), int(hour), int(minute), int(second), int(fraction[:6].ljust(6, "0"))
        )
    except ValueError:  # the 30th of February, 25 o'clock
        return None
