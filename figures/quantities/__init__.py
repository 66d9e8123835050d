"""Spans → values: numbers, bounds, units."""
