"""Writes news-like documents as JSONL: the same bytes for the same size, seed and grammar, on any machine.

    python benchmarks/corpus.py [--size 10MB] [--seed 0] [--out FILE.jsonl]

Sentences come from templates filled with the word lists of the English pack; words follow a Zipf-like distribution with
a long tail of invented names, so that what the engine remembers is met again about as often as in real text. There is
about one figure in 140 characters. Size counts the UTF-8 bytes of the texts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate
from pathlib import Path

from measuring import size

from figures import Document, Grammar

PLAIN = 0.53
"""The share of sentences made from the templates without a figure."""

LEADS = """
On {weekday},|According to {org},|In {place},|However,|After the {adj} {thing},|{adverb},|At the same time,|
For {surname} and the {people},|As {surname} put it,|In {month-year},|Despite the {thing},|For years,
"""
ENDS = """
, {surname} said|, which was {adverb} {adj}|, despite the {adj} {thing}| and {verb-past} the {things}|
, while the {role} {verb-past} {things}| before {weekday}|, a {role} said in {place}|, as in {year}|
, with {few} {people} of {country} among them| (the {thing} is {adj})| – a {adj} {thing}|, he added|
; the {things} were {adj}|, after {duration} of {thing}|, mostly {people}|, {org} reported
"""

LOWERED = "The It Much What Officials Critics Only Asked About Prices In On But Neither Nearly Route As Still"
"""The first words that turn to lower case after a lead."""

PLAIN_SENTENCES = """
The {adj} {thing} of the {thing} was {verb-past} by {org}, which has {verb-past} the {thing} before.
{Person}, a {adj} {role} in {place}, said that the {thing} would be {adj} for everyone.
“We have {verb-past} the {thing},” said {surname}, “and the {things} know it.”
In {place} the {things} were {adverb} {adj}, and the {role} had little to add.
It was not clear whether {org} had {verb-past} the {thing} or the {thing} that followed it.
{Place}, where the {thing} began, has become a {adj} place for {people} and their {things}.
Critics say the {thing} is {adj}, although {surname} has {adverb} defended the {role}.
The {demonym} {role}, {Person}, declined to speak about the {thing} and the {adj} {things}.
But the {people} who live near {place} have {verb-past} {adj} {things} since the {thing} ended.
Asked about the {thing}, a {role} for {org} said it was looking into the {adj} {things}.
“There is no {adj} {thing} here,” the {role} told reporters outside the {thing}.
{org} did not immediately respond to a request for comment on the {thing} in {place}.
As the {thing} went on, {surname} and the {demonym} {role} {verb-past} the {adj} {thing}.
What the {people} of {place} want, according to {Person}, is a {thing} that is {adj} and {adj}.
Neither {surname} nor {org} would say how the {thing} had come about.
Much of the {thing} in {country} depends on {adj} {things}, and that {adverb} worries the {people}.
The {thing}, he said, was the kind of {thing} that {verb-past} {people} in {country}.
Officials in {place} have long argued that {adj} {things} are behind the {thing}.
Still, the {adj} {thing} left {surname} with few friends among the {demonym} {people}.
She {verb-past} the {thing}, {verb-past} the {role} and went home to {place}.
"""

FIGURE_SENTENCES = """
{Hedge} {count} {people} were {killed} in {place} on {weekday}, {org} said.
{Person}, {age}, said the {thing} in {place} had {verb-past} the {people} of the town, and that the {role} was {adj}.
The {thing} cost {money}, according to {org}, which {verb-past} the {adj} {thing} in the end.
{org} said {hedge} {count} {things} had been {verb-past} since the {adj} {thing} in {country}.
Prices of {things} rose {percent} in {month-year}, the {demonym} {role} said, and the {adj} {thing} was to blame.
The {role} said {count-range} {people} had left {place} while the {thing} went on.
By {weekday} {killing} {count} {people} had been counted in the {demonym} {thing}.
{measure} of {things} lay along the road to {place}, where {surname} had {verb-past} the {adj} {thing}.
“I have {verb-past} this {thing} for {duration},” said {surname}, a {role} from {place}.
The {adj} {thing}, which began in {year}, has {verb-past} {vague} of {people} in {country} and beyond.
{org} expects the {thing} to cost {hedge} {money} over {duration}, up from {money} a year earlier.
The {role} won {percent} of the {things}, {percent} more than {surname}, in the {ordinal} {thing}.
On {date} the {demonym} {role} {verb-past} the {thing}, and {place} was {adj} again.
At {clock} on {weekday} the {people} of {place} gathered near the {adj} {thing}.
The {thing} covers {hedge} {measure}, {surname} said, and is {adverb} {adj} for its kind.
Only {few} of the {count} {people} who {verb-past} the {thing} came from {country}.
{demonym} {things} fell by {percent} to {money} last {period}, while the {thing} in {place} stayed {adj}.
The {thing} has {few} {things} and {adj} {people}; {org} says it needs {count} more.
{Person} joined {org} in {year} and became its {ordinal} {role}, a {adj} {thing} at the time.
The vote was {score}, with the {demonym} {role} and the {adj} {people} of {place} against it.
About one in {few} {people} in {country} is {adj}, a {thing} by {org} found.
{Two-thirds} of the {people} said the {thing} was {adj}, and {percent} said that it was {adj}.
{Count} {people} have been {killed} and {killing} {count} {killed2} since the {thing} of {month-year}.
“{Count} {things}, and nobody {verb-past} them,” said {Person} of {org}.
The {rare} {role}, who {verb-past} the {thing} {few} {period}s ago, left {place} with {money-words}.
Nearly {duration} after the {thing}, {count} {people} still live in {place}, many of them {adj}.
Route {few} was closed near {place}, and {org} moved its {things} to the {adj} {thing}.
"""

VERBS = """
accepted adopted announced approved backed banned blocked bought built called changed closed completed condemned
considered covered criticised decided defended delayed denied described discussed dropped ended expanded exported feared
followed forced found gained handed helped hired hit imposed improved increased introduced joined kept launched left
lifted lost managed missed moved named offered opened ordered organised passed planned postponed praised prepared
prevented produced promised protected published pushed questioned raised reached received reduced refused rejected
released removed replaced reported required resumed returned reviewed ruled seized shared signed sold started stopped
struck supported suspended targeted tested told took trained used visited voted warned welcomed won worked
"""

SYLLABLES = """
ka re mi no tu va lo sha en dor bel gri sto wen mar qui zel fa ni ro del han os ler ba yu ter mon cra di ish vol pe
gan su ko lin ar ov eth rud ja pol sen wa ki or tam lu brin cho fen hal ig nus ota per ril
"""
TAILS = ["", "", "", "son", "ov", "ez", "ski", "ini", "sen", "wood", "man", "ley"]
TOWNS = ["", "", "ville", " City", "burg", "ton", " Bay", "grad", "stan", "mouth"]
FEW = "two three four five six seven eight nine ten 12 15 20 11 30 40 14 25 18"
FIRST_NAMES = """
Anna Ben Carla David Elena Farid Grace Hassan Irina James Kofi Laura Marta Nikolai Olga Peter Qadir Rosa Samuel Tanya
Umar Victor Wei Ximena Yusuf Zoe
"""
BODIES = ["the Ministry of {}", "the {} Institute", "the {} Times", "{} Corp.", "the {} Party", "{}", "the {} Council"]

Pick = Callable[[], str]
Template = tuple[str | Pick, ...]


class Newsroom:
    """Writes one corpus: a seed and the words of a grammar."""

    def __init__(self, seed: int, grammar: Grammar) -> None:
        self._random = random.Random(seed)
        self._next, self._lowered = self._random.random, frozenset(LOWERED.split())
        self._grammar = grammar
        names = self._names(40_000, TAILS)
        places = self._names(8_000, TOWNS)
        self._fill(names, places)
        self._plain = self._templates(PLAIN_SENTENCES.strip().splitlines())
        self._figures = self._templates(FIGURE_SENTENCES.strip().splitlines())
        self._leads, self._tails = (
            self._templates(text.strip("\n").replace("\n", "").split("|")) for text in (LEADS, ENDS)
        )

    def texts(self) -> Iterator[tuple[str, datetime, str]]:
        """Text, time of publication and source of one document after the other, without end."""
        outlets = [f"{name} {kind}" for name in self._names(10, [""]) for kind in ("Post", "Wire", "Herald", "News")]
        begun = datetime(2021, 1, 1, 6)
        while True:
            wanted = 1000 + int(4000 * self._next() * self._next()) + int(1000 * self._next())
            pieces, length = [self._title()], 0
            while length < wanted:
                paragraph = " ".join([self.sentence() for _ in range(1 + int(4 * self._next()))])
                pieces.append(paragraph)
                length += len(paragraph) + 2
            published = begun + timedelta(minutes=int(1_500_000 * self._next()))
            yield "\n\n".join(pieces) + "\n", published, outlets[int(40 * self._next())]

    def sentence(self) -> str:
        """One sentence."""
        templates = self._plain if self._next() < PLAIN else self._figures
        text = self._one_of(templates)
        if text[0] != "“" and self._next() < 0.25:
            lowered = text[0].lower() + text[1:] if text.partition(" ")[0] in self._lowered else text
            text = f"{self._one_of(self._leads)} {lowered}"
        if text[-1] == "." and self._next() < 0.35:
            text = f"{text[:-1]}{self._one_of(self._tails)}."
        return _capital(text)

    def _title(self) -> str:
        return self._one_of(self._plain)[:60].rpartition(" ")[0].capitalize()

    def _one_of(self, templates: Sequence[Template]) -> str:
        template = templates[int(len(templates) * self._next())]
        return "".join([piece if isinstance(piece, str) else piece() for piece in template])

    # ------------------------------------------------------------------------------------------- words
    def _fill(self, names: list[str], places: list[str]) -> None:
        listed = self._listed
        surname, town = self._zipf(names), self._zipf(places)
        country, region = self._zipf(listed("country")), self._zipf(listed("region"))
        adjective, demonym = self._zipf(listed("adjective")), self._zipf(listed("demonym"))
        person, noun = listed("person-noun-plural"), listed("noun-plural")
        singular, roles = listed("noun", besides=noun), listed("person-noun", besides=person)
        few = self._zipf(FEW.split())
        first, body, topic = (
            self._zipf(FIRST_NAMES.split()),
            self._zipf(BODIES),
            self._zipf([n.capitalize() for n in singular]),
        )
        hedge = self._zipf([word for word in listed("hedge") if not word.endswith((".", "~")) and word.isascii()][:60])
        unit, code = self._zipf(listed("unit-name")), self._zipf(["$", "€", "£", "US$", "C$", "¥", "A$", "₹"])
        currency, scale = (
            self._zipf(listed("currency-name")),
            self._zipf(["million", "billion", "thousand", "trillion"]),
        )
        months, days = [month for month in listed("month") if len(month) > 4], listed("weekday")
        month, weekday = self._even(months), self._even(days)
        unit_of_time = self._zipf(["years", "months", "days", "weeks", "hours", "minutes", "decades"])
        event = self._zipf([word for word in listed("event-participle") if " " not in word])
        number, next_ = self._number, self._next
        self._slots: dict[str, Pick] = {
            "adj": adjective,
            "adverb": self._zipf(listed("adverb")),
            "verb-past": self._zipf(VERBS.split()),
            "demonym": demonym,
            "thing": self._phrase(self._zipf(singular), adjective, country),
            "things": self._phrase(self._zipf(noun), adjective, country),
            "people": self._phrase(self._zipf(person), adjective, demonym),
            "role": self._zipf(roles),
            "rare": lambda: surname().lower() + ("ian" if next_() < 0.5 else "ic"),
            "country": country,
            "place": lambda: town() if next_() < 0.7 else region() if next_() < 0.5 else country(),
            "surname": surname,
            "person": lambda: f"{first()} {surname()}",
            "org": lambda: body().format(topic() if next_() < 0.6 else town()),
            "hedge": hedge,
            "few": few,
            "count": number,
            "count-range": lambda: self._range(),
            "vague": self._zipf(["thousands", "hundreds", "dozens", "scores", "tens of thousands", "millions"]),
            "money": lambda: self._money(code(), scale()),
            "money-words": lambda: f"{number()} {currency()}",
            "percent": lambda: (
                f"{self._decimal(90)}{'%' if next_() < 0.5 else ' percent' if next_() < 0.7 else ' per cent'}"
            ),
            "measure": lambda: f"{number()} {unit()}",
            "duration": lambda: f"{few()} {unit_of_time()}",
            "age": lambda: str(18 + int(70 * next_())),
            "year": lambda: str(2023 - int(60 * next_() * next_())),
            "month-year": lambda: f"{month()} {2023 - int(12 * next_() * next_())}",
            "date": lambda: self._date(month()),
            "weekday": weekday,
            "clock": lambda: (
                f"{1 + int(11 * next_())}{':30' if next_() < 0.3 else ''} {'a.m.' if next_() < 0.4 else 'p.m.'}"
            ),
            "period": self._zipf(["year", "month", "week"]),
            "ordinal": self._zipf([w for w in listed("ordinal") if w.isalpha()][:20]),
            "score": lambda: f"{int(60 * next_())}-{int(60 * next_())}",
            "two-thirds": self._zipf(["two-thirds", "three quarters", "half", "a third", "nearly half", "a quarter"]),
            "killed": event,
            "killed2": self._zipf(["injured", "wounded", "missing", "dead"]),
            "killing": self._zipf(["at least", "more than", "some", "about", "up to", "nearly", "as many as", "over"]),
        }

    def _listed(self, word_class: str, besides: Sequence[str] = ()) -> list[str]:
        """The entries of a class, without its forms in capitals, in an order that the seed decides."""
        entries = self._grammar.lexicon.entries(word_class)
        left_out = set(besides)
        words = [word for word in entries if not (len(word) > 2 and word.isupper()) and word not in left_out]
        return sorted(words, key=lambda _: self._next())

    def _names(self, count: int, tails: Sequence[str]) -> list[str]:
        found: dict[str, None] = {}
        known = SYLLABLES.split()
        while len(found) < count:
            syllables = [known[int(len(known) * self._next())] for _ in range(2 + int(2 * self._next()))]
            found["".join(syllables).capitalize() + tails[int(len(tails) * self._next())]] = None
        return list(found)

    def _zipf(self, words: Sequence[str]) -> Pick:
        """Picks the word of rank r with a probability in proportion to 1 / (r + 2.7) (Mandelbrot 1953)."""
        if not words:
            raise ValueError("a word list of the grammar is empty")
        bounds = list(accumulate(1 / (rank + 2.7) for rank in range(1, len(words) + 1)))
        total, last, chosen = bounds[-1], len(words) - 1, self._next
        return lambda: words[min(bisect_right(bounds, chosen() * total), last)]

    def _phrase(self, head: Pick, *modifiers: Pick) -> Pick:
        """The head alone, mostly; or with a word before it, or with a name hung on behind it."""
        before, name = modifiers
        chosen = self._next

        def phrase() -> str:
            chance = chosen()
            if chance < 0.7:
                return head()
            return (
                f"{before()} {head()}"
                if chance < 0.9
                else f"{head()} of {name()}"
                if chance < 0.95
                else f"{name()} {head()}"
            )

        return phrase

    def _even(self, words: Sequence[str]) -> Pick:
        chosen = self._next
        return lambda: words[int(len(words) * chosen())]

    # ----------------------------------------------------------------------------------------- figures
    def _number(self) -> str:
        kind, chance = self._next(), self._next()
        if kind < 0.35:
            return f"{int(10 ** (1 + 4.5 * chance)):,}"
        if kind < 0.55:
            return f"{round(10 ** int(2 + 4 * chance) * (1 + int(9 * self._next()))):,}"
        if kind < 0.75:
            return str(2 + int(97 * chance * chance))
        if kind < 0.85:
            return ["two", "three", "four", "five", "six", "seven", "nine", "ten", "twelve"][int(9 * chance)]
        if kind < 0.9:
            tens = ["twenty", "thirty", "forty", "fifty", "sixty"][int(5 * chance)]
            return f"{tens}-{['one', 'two', 'three', 'five', 'eight'][int(5 * self._next())]}"
        if kind < 0.97:
            return f"{self._decimal(20)} {'million' if chance < 0.7 else 'billion'}"
        return ["two and a half million", "a dozen", "half a million", "three hundred", "a thousand"][int(5 * chance)]

    def _decimal(self, most: int) -> str:
        whole = 1 + int(most * self._next() * self._next())
        return f"{whole}.{int(10 * self._next())}" if self._next() < 0.5 else str(whole)

    def _range(self) -> str:
        low = int(10 ** (1 + 3 * self._next()))
        high = low * (2 + int(3 * self._next()))
        return f"between {low:,} and {high:,}" if self._next() < 0.4 else f"{low:,} to {high:,}"

    def _money(self, sign: str, scale: str) -> str:
        kind = self._next()
        if kind < 0.4:
            return f"{sign}{self._decimal(40)} {scale}"
        if kind < 0.6:
            return f"{sign}{self._decimal(40)}{'bn' if self._next() < 0.5 else 'm'}"
        return f"{sign}{int(10 ** (1 + 4 * self._next())):,}"

    def _date(self, month: str) -> str:
        day, kind = 1 + int(28 * self._next()), self._next()
        if kind < 0.3:
            return f"{month} {day}"
        if kind < 0.6:
            return f"{day} {month}"
        return f"{month} {day}, {2023 - int(10 * self._next() * self._next())}"

    # --------------------------------------------------------------------------------------- templates
    def _templates(self, lines: Sequence[str]) -> list[Template]:
        return [self._template(line) for line in lines]

    def _template(self, line: str) -> Template:
        pieces = re.split(r"\{([^}]+)\}", line)
        return tuple(self._slot(piece) if index % 2 else piece for index, piece in enumerate(pieces))

    def _slot(self, name: str) -> Pick:
        pick = self._slots[name.lower()]
        return pick if name == name.lower() else lambda: _capital(pick())


def documents(number: int = 10_000_000, seed: int = 0) -> Iterator[Document]:
    """Documents of `number` bytes of text altogether; the last one may go over it."""
    written, newsroom = 0, Newsroom(seed, _grammar())
    for index, (text, published, source) in enumerate(newsroom.texts(), 1):
        if written >= number:
            return
        written += len(text.encode())
        yield Document(f"doc-{index:07}", text, source, published)


def lines(number: int, seed: int = 0) -> Iterator[str]:
    """The lines of the JSONL file."""
    for document in documents(number, seed):
        published = None if document.published is None else document.published.isoformat()
        row = {"id": document.id, "text": document.text, "published": published, "source": document.source}
        yield json.dumps(row, ensure_ascii=False) + "\n"


def digest(seed: int) -> str:
    """What a corpus depends on beside its size: this script, the grammar and the seed."""
    key = f"{seed} {_grammar().version} {sha256(Path(__file__).read_bytes()).hexdigest()}"
    return sha256(key.encode()).hexdigest()[:12]


@lru_cache(1)
def _grammar() -> Grammar:
    return Grammar.load()


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=size, default=size("10MB"), help="bytes of text, such as 10MB")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--out", type=Path, help="by default standard output")
    parser.add_argument("--digest", action="store_true", help="print what tells this corpus from others, and no corpus")
    given = parser.parse_args()
    if given.digest:
        print(digest(given.seed))
        return
    opened = given.out.open("w", encoding="utf-8", newline="\n") if given.out else nullcontext(sys.stdout)
    with opened as file:
        for line in lines(given.size, given.seed):
            file.write(line)


if __name__ == "__main__":
    main()
