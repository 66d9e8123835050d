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
