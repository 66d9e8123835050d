"""Figures in their sentences: what happened, in what tense."""
