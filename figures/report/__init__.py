"""Findings → what people and programs read: small reports for a terminal, JSON, SARIF, GitHub annotations."""
