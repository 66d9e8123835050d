"""Figures in their sentences: what happened, to what, where, who says so, how sure, as of when, and in what tense."""

CONTEXT_CLASSES = frozenset(
    ("event", "noun-kind", "counted-event", "event-adjective", "scope-word", "other-word", "definite")
)
"""Word classes in which words of figures are looked up, and that no pattern names."""
