"""Arithmetic within a text: what is a slip, and what is none. Each text says why."""

from __future__ import annotations

import pytest

import figures
from figures import Document, Extractor
from figures.report.text import as_text


def found(extractor: Extractor, text: str, published: str | None = None) -> list[str]:
    table = figures.extract(text, published=published, grammar=extractor.grammar)
    return [finding.code for finding in figures.check(table, grammar=extractor.grammar)]


@pytest.mark.parametrize(
    ("text", "codes", "why"),
    [
        ("Of the 40 dead, 50 were children.", ["FIG301"], "a part is larger than its whole"),
        (
            "Eight Britons, including two priests, eight Indians and three Danes were killed.",
            [],
            "Indians are no Britons",
        ),
        ("Of the 40 dead, 12 were children.", [], "a part"),
        ("The blast killed 12 people, including four children and the bomber.", [], "parts need not add up"),
        ("The jet had 40 passengers aboard, with 31 adults, eight boys and one girl.", [], "they are 40"),
        ("The jet had 40 passengers aboard, with 51 adults, eight boys and one girl.", ["FIG301"], "they are 60"),
        ("The jet had 40 passengers aboard, with 51 bags, eight boxes and one crate.", [], "bags are no passengers"),
        ("Revenue rose 50% to $3bn from $2bn.", [], "it does"),
        ("Revenue rose 12.5% to $2.5bn from $2.2bn.", [], "13.6 %, but 2.5 and 2.2 are rounded"),
        ("Revenue rose 50% to $3.00bn from $2.50bn.", ["FIG303"], "20 %"),
        ("They walked 100 km (62 miles).", [], "rounded"),
        ("They walked 100 km (92 miles).", ["FIG304"], "148 km"),
        ("They walked about 100 km (65 miles).", [], "about"),
        ("They walked about 100 km (92 miles).", ["FIG304"], "148 km is not about 100"),
        ("The water rose more than 5 metres (16 feet).", [], "rounded"),
        ("The water rose more than 5 metres (26 feet).", ["FIG304"], "7.9 m"),
        ("They walked 90 to 100 km (60 miles).", [], "of a range nobody knows which end"),
        ("The crash killed 12 people: eight men and three women.", ["FIG301"], "all are listed, and one is missing"),
        ("It carried 12 people: eight men and three women, police said.", ["FIG301"], "who says so ends the list"),
        ("It carried 12 people: eight men and three women, some old.", [], "the list may go on"),
        ("It carried 12 people: eight men and three women, police said, and a dog.", [], "it does go on"),
        ("The crash killed 12 people: eight men and four women.", [], "all are listed"),
        (
            "Twelve people were killed in the blast: eight men and five women.",
            ["FIG301"],
            "a list behind what happened",
        ),
        ("Twelve people were killed in the blast: eight men and four women.", [], "that adds up"),
        ("Two boats capsized: four men and three women drowned.", [], "more follows"),
        ("Rescuers found two boats: four men and three women.", [], "people are no boats"),
        (
            "Police seized nine cars after the race, and two men: three red ones and four blue ones.",
            [],
            "another clause",
        ),
        ("The crash killed 12 people: eight men, three women and a guide.", [], "a guide is no number"),
        ("The toll is 12: eight men, four women.\n\nThe toll is 12: eight men, four women.", [], "said twice"),
        ("The farm lost 12 cows: three calves and two bulls were found later.", [], "the sentence goes on"),
        ("The fair had 12 stalls, eight swings and three rides.", [], "a list of equals"),
        ("300 of the 500 passengers, or 60%, were tourists.", [], "it is"),
        ("300 of the 500 passengers, or 70%, were tourists.", ["FIG302"], "60 %"),
        ("Of the 500 passengers, 300, or 62%, were tourists.", ["FIG302"], "60 %"),
        ("60% of the 500 workers, or 300, were dismissed.", [], "it is"),
        ("60% of the 500 workers, or 250, were dismissed.", ["FIG302"], "300"),
        ("337 of the 500 passengers, or 67%, were tourists.", [], "67.4 %, rounded"),
        ("300 of the 500 passengers, 70% of them tourists, were insured.", [], "a share of something else"),
        ("The death toll stood at 40 on Monday. The death toll stood at 35 on Tuesday.", ["FIG307"], "it grows"),
        ("The death toll stood at 35 on Monday. The death toll stood at 40 on Tuesday.", [], "it grew"),
        ("She won 52% of the vote, including 60% in the capital.", [], "shares of two wholes"),
        ("They came in groups of nine, fifteen or eighteen.", [], "no part of nine"),
        ("With 40 inhabitants of its six islands, the county is small.", [], "people are no part of islands"),
        ("The fire killed 20 people, 15 adults and six children, police said.", ["FIG301"], "21"),
        ("The fire killed 20 people, 14 adults and six children, police said.", [], "20"),
        ("The fire killed 20 people, 15 nurses and two children, police said.", [], "some of them"),
        ("The fire killed 20 people, 15 cows and six pigs.", [], "no people"),
        ("The fire killed 20 guards, 15 cooks and six children.", [], "guards are made of no others"),
        ("Twenty people were killed, 15 adults and six children injured.", [], "killed, and injured"),
        ("The fire killed 20 people, 15 adults and about six children.", [], "about"),
        ("The city of 2 million had 240 deaths, or 12 per 100,000 people.", [], "it follows"),
        ("The city of 2.0 million had 240 deaths, or 18 per 100,000 people.", ["FIG308"], "12"),
        ("The city of 2 million had 240 deaths, or 14 per 100,000 people.", [], "2 million may be 1.7"),
        ("The city of 2.0 million had 240 deaths; abroad there were 18 per 100,000 people.", [], "of another place"),
        ("The city of 2.0 million had 240 deaths and 30 births, or 18 per 100,000 people.", [], "of which?"),
        ("Ann Lee, 61, who was born in 1960, leads the party.", [], "it fits"),
        ("Ann Lee, 51, who was born in 1960, leads the party.", ["FIG305"], "61"),
        ("Born in 1960, the 51-year-old leads the party.", ["FIG305"], "61"),
        ("Ann Lee, 51, who was born in 1960, led the party until 2011.", [], "of another time"),
        ("Ann Lee, 63, who was born in 1960, leads the party.", [], "a year off"),
        ("Born in 1960 to a 19-year-old mother, she leads the party.", [], "of another person"),
    ],
)
def test_slips(extractor: Extractor, text: str, codes: list[str], why: str) -> None:
    assert found(extractor, text, "2022-01-20") == codes, why


def test_a_length_is_held_to_the_date_it_is_counted_from(extractor: Extractor) -> None:
    assert found(extractor, "The war has lasted nearly eight years, since 2014.", "2022-01-19") == []
    assert found(extractor, "The war has lasted nearly eight years, since 2004.", "2022-01-19") == ["FIG305"]
    assert found(extractor, "It was the most in a 12-month period since 2004.", "2022-01-19") == []
    assert found(extractor, "There will be three days of mourning, starting tomorrow.", "2022-01-19") == []
    assert found(extractor, "The coin fell 20% in 24 hours, to its lowest since May 2021.", "2022-01-19") == []


@pytest.mark.parametrize(
    ("text", "codes", "why"),
    [
        ("The mine flooded on Wednesday, 12 August 2015.", [], "it was one"),
        ("The mine flooded on Wednesday, 12 July 2015.", ["FIG305"], "that was a Sunday"),
        ("The mine flooded on Wed., July 12, 2015.", ["FIG305"], "in short"),
        ("The mine flooded on Wednesday, July 12.", [], "nobody says of which year"),
        ("The mine flooded on Friday, 12 July 1815.", [], "by which calendar, nobody says"),
        ("The mine flooded on Wednesday, in July 2015.", [], "no day of the month"),
    ],
)
def test_a_day_of_the_week_is_held_to_its_date(text: str, codes: list[str], why: str, extractor: Extractor) -> None:
    assert found(extractor, text, "2015-08-14") == codes, why


def test_a_scale_word_that_is_missing(extractor: Extractor) -> None:
    text = "The city will pay $110 million for the new bridge.\n\nThe city will pay $110 for the new bridge, it said."
    assert "FIG306" in found(extractor, text)


@pytest.mark.parametrize(
    ("text", "codes", "why"),
    [
        ("left 14 people dead, General Ode said.", ["FIG202"], "the headline has 41"),
        ("left 41 people dead, General Ode said.", [], "as the headline has it"),
        ("left 14 people dead. The toll rose to 41.", [], "the number of the headline comes later"),
        ("left 14 people dead. In the night 27 people died.", [], "the headline adds up both"),
        ("left at least 14 people dead, General Ode said.", [], "no fewer"),
        ("left 14 soldiers dead, General Ode said.", [], "soldiers may be a part"),
        ("left 41 people injured. In May, 14 people died in Norwell.", [], "another day"),
    ],
)
def test_a_headline_is_held_to_the_first_count_of_its_text(
    text: str, codes: list[str], why: str, extractor: Extractor
) -> None:
    report = f"41 killed as siege of hotel in Varna ends\n\nThe siege of the Lumen hotel on the coast {text}"
    assert found(extractor, report, "2021-10-04") == codes, why


def test_a_slip_names_its_figures(extractor: Extractor) -> None:
    table = figures.extract(Document("a.txt", "They walked 100 km (92 miles)."), grammar=extractor.grammar)
    findings = figures.check(table, grammar=extractor.grammar)
    (finding,) = findings
    assert finding.message == "100 km / 92 miles (a.txt:1): 92 miles is 148.1 km, and not 100 km"
    said = as_text(findings)
    assert said.startswith(f"FIG304 {finding.message}\n") and said.count("●") == 2 and "^^^^^^" in said
