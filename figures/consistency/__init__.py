"""Figures of one text or of many → how they stand to one another: verdicts with reasons, findings, quantities.

policy, interval → judge → compare; with links: check → findings, reconcile → quantities; arithmetic within a text
"""
