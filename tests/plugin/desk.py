"""Texts that the tests of suites are about: three reports on a dam, two of them at odds, and a draft."""

from __future__ import annotations

VALLEY = """\
The reservoir above Orrin holds more than 90,000 litres, engineers said on Tuesday.
The landslide killed 14 people, nine men and five women, in the lower town.
Of the 200 houses by the river, 50 houses, or 25 percent, are lost.
The river rose from 41 metres to 62 metres, by 51 per cent.
"""
WIRE = """\
Rescuers said the landslide killed 17 people in the lower town.
They rebuilt 1,200 metres of road.
"""
RADIO = """\
Rescuers put the toll at 14 people killed by the landslide.
"""
DRAFT = """\
The landslide killed 14 people in the lower town. Engineers counted 200 houses by the river.
"""
SOURCES = {"valley.txt": VALLEY, "wire.txt": WIRE, "radio.txt": RADIO, "draft.md": DRAFT}
