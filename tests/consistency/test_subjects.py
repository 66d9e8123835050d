"""What tells of something else is in no conflict with what the first text says."""

import pytest

from figures import Extractor, compare

QUAY = (
    "Ostrava Freight moved 31,400 tonnes through the port of Ebbing in May. Core sales of the port rose 4%. Its "
    "guidance is for profit of $12 million. Of 214 cases of theft, 180 were solved. The harbour is 40 feet deep."
)
CASES = [
    ("Corve Lines moved 8,700 tonnes through the port of Ebbing in May.", "8,700 tonnes", "unknown", "another name"),
    ("Ostrava Freight moved 34,100 tonnes through Ebbing in May.", "34,100 tonnes", "conflict", "the same name"),
    ("The port moved 34,100 tonnes in May.", "34,100 tonnes", "conflict", "no name of its own"),
    ("Sales of the port rose 7%.", "7%", "unknown", "core sales are others"),
    ("Core sales of the port rose 7%.", "7%", "conflict", "core sales both"),
    ("Analysts' consensus is for profit of $15 million.", "$15 million", "unknown", "the analysts', not the company's"),
    ("Of these, 30 cases of theft were violent.", "30 cases", "unknown", "a part of the 214"),
    (
        "Deep under wooded northern hills a disused railway tunnel runs 90 feet deep.",
        "90 feet",
        "unknown",
        "most words are nowhere in the source",
    ),
]


@pytest.mark.parametrize(("draft", "text", "verdict", "why"), CASES, ids=[case[-1] for case in CASES])
def test_another_subject_is_no_conflict(draft: str, text: str, verdict: str, why: str, extractor: Extractor) -> None:
    found = {
        item.figure.text: (str(item.verdict), item.reason) for item in compare(QUAY, draft, extractor=extractor).items
    }

    assert found[text][0] == verdict, (why, found)


def test_what_a_source_goes_on_with_may_be_of_the_name() -> None:
    source = "It was released by Pinder Pictures, and the film took $40 million in its first week."

    assert str(compare(source, "Quarry Days took $4 million in its first week.").verdict) == "conflict"


def test_a_number_of_another_noun_is_not_miswritten_from_it(extractor: Extractor) -> None:
    source = "By 3 October 194 cases with 30 deaths had been reported from 20 districts."

    found = compare(source, "On 3 October 2 deaths had been reported.", extractor=extractor).items

    assert {item.figure.text: item.against and item.against.text for item in found}["2 deaths"] == "30 deaths"


PAIRS = [
    (
        "A rower drinks 2 litres of water before a race. The boathouse museum shows camels, traders and wells of the "
        "dunes, and has a tank of 800 litres.",
        "Weary camels that traders lead past wells swallow 90 litres of water daily.",
        "90 litres of water",
        "unknown",
        "little in common",
    ),
    (
        "A rower drinks 2 litres of water before a race. The boathouse museum shows camels, traders and wells of the "
        "dunes, and has a tank of 800 litres.",
        "A rower drinks 90 litres of water before a race.",
        "90 litres of water",
        "conflict",
        "the same rower",
    ),
    (
        "Seats on the ferry rose by 12% to 340.",
        "Seats on the funicular rose by 31% to 90.",
        "31%",
        "unknown",
        "funicular",
    ),
    (
        "Seats on the ferry rose by 12% to 340.",
        "Seats on the ferry rose by 31% to 340.",
        "31%",
        "conflict",
        "one ferry",
    ),
    (
        "Police in San Corvo have few cars. In 2023 Lowdale, which has 2 million people, recorded 340 burglaries.",
        "Police in Lowdale have many cars. San Corvo, which has 5 million people, saw 120 burglaries in 2023.",
        "120 burglaries",
        "unknown",
        "another name before it",
    ),
    (
        "The crew swam 400 yards to the shore.",
        "The crew built a 60-yard fence at the shore.",
        "60-yard",
        "unknown",
        "the size of a fence",
    ),
    (
        "A 64-year-old woman was pulled from the mill.",
        "A 37-year-old man was pulled from the mill.",
        "37-year-old",
        "unknown",
        "another person's age",
    ),
    (
        "Net profit at Corve Mills was $12 million.",
        "Revenue at Corve Mills was $90 million.",
        "$90 million",
        "unknown",
        "revenue",
    ),
    (
        "Net profit at Corve Mills was $12 million.",
        "Net profit at Corve Mills was $90 million.",
        "$90 million",
        "conflict",
        "profit",
    ),
    ("The mill sold 520 boats.", "Last year the mill sold 400 boats.", "400 boats", "unknown", "last year"),
    ("The mill sold 520 boats.", "The mill sold 400 boats.", "400 boats", "conflict", "no other time"),
    (
        "Net profit climbed to 61 crowns a share from 48 crowns a year earlier.",
        "Net profit climbed to 75 crowns a share.",
        "75 crowns a share",
        "conflict",
        "the year before is of the other",
    ),
    (
        "Rice costs 60 crowns a bag in Corve.",
        "Rice costs 5 crowns more a bag in Corve.",
        "5 crowns more",
        "unknown",
        "a difference",
    ),
    (
        "The mill expects profit of $12 million.",
        "Analysts expected profit of $15 million.",
        "$15 million",
        "unknown",
        "analysts",
    ),
    (
        "She was six under after 72 holes.",
        "She birdied two of the last three holes.",
        "three holes",
        "unknown",
        "last three",
    ),
    (
        "The flood killed 240 people across the country.",
        "The flood killed 130 people in Aldby alone.",
        "130 people",
        "unknown",
        "alone",
    ),
    (
        "The flood killed 240 people across the country.",
        "The flood killed 130 people across the country.",
        "130 people",
        "conflict",
        "all",
    ),
    (
        "On Monday the number of fever cases in the country was 51,400, and the toll 930.",
        "The number of active cases in the country right now is 20,900, officials said.",
        "20,900",
        "unknown",
        "active cases",
    ),
    (
        "Third quarter GAAP net income was $90 million and GAAP diluted earnings per share were $1.20.",
        "Our underlying diluted earnings per share grew in the third quarter to $1.70.",
        "$1.70",
        "unknown",
        "another measure",
    ),
    (
        "The times of the top ten rowers are shown in Table 2.",
        "The effect on times was clear (F = 62.4, P < 0.01).",
        "0.01",
        "unknown",
        "no count is a fraction",
    ),
    (
        "By night 119 rowers had finished the race.",
        "A mean of 11 ± 5 rowers finished the race.",
        "11 ± 5",
        "unknown",
        "a spread is no slip",
    ),
    (
        "Twelve people are missing after the storm.",
        "The storm injured 21 people.",
        "21 people",
        "unknown",
        "another event",
    ),
]


@pytest.mark.parametrize(("source", "draft", "text", "verdict", "why"), PAIRS, ids=[case[-1] for case in PAIRS])
def test_what_sets_two_figures_apart(
    source: str, draft: str, text: str, verdict: str, why: str, extractor: Extractor
) -> None:
    found = {
        item.figure.text: (str(item.verdict), item.reason)
        for item in compare(source, draft, extractor=extractor).items
        if text in item.figure.text
    }

    assert [told for told, _ in found.values()] == [verdict], (why, found)


def test_one_measure_in_two_words_is_no_other(extractor: Extractor) -> None:
    found = compare(
        "The underlying profit was $12 million.", "The adjusted profit was $19 million.", extractor=extractor
    )

    assert str(found.verdict) == "conflict"
