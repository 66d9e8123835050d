"""What is remembered of a grammar is freed with it."""

import gc
import weakref

from figures import Document, Extractor
from figures.extraction import extract_each
from figures.grammar import Grammar


def test_no_memo_keeps_a_grammar_alive() -> None:
    grammar = Grammar.load()
    (found,) = extract_each(Extractor(grammar), [Document("one", "Police said 12 people were hurt by 30 mg/L of it.")])
    assert len(found) == 2
    left = weakref.ref(grammar)

    del grammar
    gc.collect()

    assert left() is None
