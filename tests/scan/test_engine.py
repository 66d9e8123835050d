"""The fast way gives what pyparsing alone gives, on phrases from the grammar itself and on mutated real sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures import Document, Extractor, Grammar
from figures.grammar.automaton import Room
from tests.strategies import phrases, texts

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GRAMMAR = Grammar.load()
FAST = Extractor(GRAMMAR)
SENTENCES = [
    sentence
    for path in sorted(SEEDS.iterdir())
    if path.suffix in (".txt", ".md")
    for sentence in path.read_text(encoding="utf-8").split(". ")
]


def same_hits(text: str) -> None:
    shape = FAST.shape(text).shape
    fast, reference = list(FAST.scanner.hits(shape)), list(FAST.scanner.reference_hits(shape))
    assert fast == reference, text


@given(phrases(GRAMMAR))
@settings(max_examples=400)
def test_phrases_of_the_grammar(text: str) -> None:
    same_hits(text)


@given(texts(GRAMMAR))
@settings(max_examples=300)
def test_competing_phrases(text: str) -> None:
    same_hits(text)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    words = draw(st.sampled_from(SENTENCES)).split()
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(words) - 1))
        match draw(st.sampled_from(["drop", "double", "swap", "cut", "join"])):
            case "drop" if len(words) > 1:
                del words[place]
            case "double":
                words.insert(place, words[place])
            case "swap":
                words[place], words[-1] = words[-1], words[place]
            case "cut":
                words[place] = words[place][: len(words[place]) // 2 + 1]
            case "join":
                words[place] = words[place] + draw(st.sampled_from(["-", ",", "–", "%", "$", "’s"]))
    return " ".join(words)


@given(mutated())
@settings(max_examples=150)
def test_mutated_sentences(text: str) -> None:
    same_hits(text)


def test_forgetting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = [Document(str(number), sentence) for number, sentence in enumerate(SENTENCES)]
    remembered = [FAST.document(document) for document in documents]
    made: list[int] = []
    make = Room.make
    monkeypatch.setattr(Room, "STATES", 400)
    monkeypatch.setattr(Room, "make", lambda room: made.append(room.taken) or make(room))
    forgetful = Extractor(Grammar.load())
    assert [forgetful.document(document) for document in documents] == remembered
    assert len(made) > 5
    assert max(made) == 401
