"""A text with one figure, and the summary of a run that read it."""

from __future__ import annotations

KILLED = "More than 14,000 people were killed.\n"
ONE = "1 figure in 1 document; numerals: 1 parsed, 0 ignored, 0 unparsed (0.0 %)\n"
