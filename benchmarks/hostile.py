"""Texts made to be slow, and numbers made to break: time must stay linear, and the table finite.

    python benchmarks/hostile.py [--small 100KB] [--large 1MB] [--timeout 60] [--only WORD …]

Each text is read at two sizes, one child process each, forked from one that has loaded the grammar and has read 5 KB of
the same. The ratio of their times to CSV must stay under the bar. A child that takes longer than the timeout, or more
than 4 GB, is ended and reported. Needs POSIX.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from measuring import extract_command, met, run, shown_size, size, table
from throughput import Nowhere

from figures import Document, Extractor, Figures
from figures.extraction import extract_each
from figures.table import Writer, table_columns

BAR = 15.0
"""How many times as long ten times the text may take."""
MEMORY = 4 * 10**9
FLOOR = 0.002
"""Seconds below which the clock says nothing."""

TEXTS = {
    "1,1,1,…": "1,",
    "one one …": "one ",
    "and and …": "and ",
    "between between …": "between ",
    "hundred and hundred and …": "hundred and ",
    "long digit run": "1",
    "1,000,000,…": ",000",
    "1,00,00,…": ",00",
    "blanks": " ",
    "newlines": "\n",
    "blanks and newlines": " \n\t",
    "one word": "a",
    "$$$…": "$",
    "-----": "-",
    "----- apart": "- ",
    "open brackets": "([{",
    "brackets and quotes": "(“1” ",
    'quotes "1 "1 …': '"1 ',
    "mixed scripts": "п1а́ب٣漢 ",
    "combining marks": "\u0301",
    "emphasis": "**1 *a ",
    "tags": "<b>1</b>&nbsp;<b ",
    "zero-width": "1\u200b",
    "zero-width apart": "1 \u200b\u2060",
    "surrogate halves": "\ud800 1 \udc00",
    "1.1.1.…": "1.",
    "1-1-1-…": "1-",
    "1/1/1/…": "1/",
    "1:1:1:…": "1:",
    "a.a.a.…": "a.",
    "a-a-a-…": "a-",
    "a@a@a@…": "a@",
    "a+1+a+1+…": "a+1+",
    "www.www.…": "www.",
    "1e1e1e…": "1e",
    "'s's's…": "’s",
    "1 1 1 …": "1 ",
    "1 million 1 million …": "1 million ",
    "two hundred and two hundred …": "two hundred and ",
    "twenty-twenty-…": "twenty-",
    "half a half a …": "half a ",
    "more than more than …": "more than ",
    "from 1 to 2 to …": "1 to ",
    "2014 2014 …": "2014 ",
    "2014-2014-…": "2014-",
    "May May …": "May ",
    "Monday Monday …": "Monday ",
    "on Monday will …": "on Monday will ",
    "in in in …": "in ",
    "killed killed …": "killed ",
    "5 men killed 5 men killed …": "5 men killed ",
    "5 men, 5 men, …": "5 men, ",
    "5 big big … men": "big ",
    "Mr. Mr. …": "Mr. ",
    "1. 1. …": "1. ",
    "…": "…",
    "Aa Aa …": "Aa ",
    "$1 $1 …": "$1 ",
    "5 km 5 km …": "5 km ",
    "lines of one numeral": "1\n",
    "wrapped lines": "five men and women and children who were there and, \n",
}

VALUES = [
    "1e999999999 people died.",
    "1e308 and 1e309 people died.",
    "10^10^10 people died.",
    f"{'9' * 10_000} people died.",
    f"{'9' * 399} people died.",
    f"{'9' * 310} people died, $ {'9' * 310} was lost over {'9' * 310} km.",
    f"1{',000' * 3_000} people died.",
    f"0.{'0' * 9_999}1 per cent.",
    f"1.{'1' * 390} km.",
    f"$1{'0' * 299} quintillion was lost.",
    f"{'million ' * 60}people died.",
    f"two {'million ' * 60}people died.",
    f"one hundred {'quintillion ' * 30}dollars.",
    f"{'9' * 300} billion yottametres.",
    f"{'9' * 299} parsecs, {'9' * 299} light years, -{'9' * 299} °F.",
    "On 12 January 99999 it ended.",
    "12/31/99999, 99999-12-31, January 99999 and 31 December 9999.",
    "In 0000, in 9999, in year 10000, on 0000-00-00 and on 2022-13-45.",
    "On 30 February 2022 and 29 February 2023, 31 April.",
    "999999999999 years ago, 99999 weeks ago, 1e9 days ago, ten thousand years ago.",
    "next century, the 99th century, the 9990s, 9999 decades ago.",
    "25:99 p.m., 99:99, 24:00, 0 a.m., 13 p.m.",
    "1/0 of the people, 0/0, one in zero, 1 in 0 people, 0 out of 0.",
    "-0 degrees, −0 people, .5.5.5 people, 1..2, 1,,2, ,1, people",
    "NaN people, inf dollars, infinity percent, 1#INF km.",
    "²³ people, ٣٤ people, ௧௨ people, Ⅻ people, ① people, 1²³ km, ½½ people, 5½½ miles.",
    "１２３ people, 1\u200b000 people, 1\u00a0000 people, 1’000 people.",
    "=1+1 people, @SUM(1) people, +1 people, -1 people, |1 people.",
    "\ud800\udc00 5 people \udfff died on \ud8005 May.",
    "\x00 5 people \x00 died \x1b[31m 7.",
]
PUBLISHED = datetime(2022, 1, 17)


def tables(extractor: Extractor, text: str) -> Figures:
    """The tables of one text, and a complaint for whatever they should not hold."""
    (found,) = extract_each(extractor, [Document("hostile", text, published=PUBLISHED)])
    for table_, name in ((found, "figures"), (found.ledger, "ledger"), (found.documents, "documents")):
        for column in table_columns(name):
            for cell in table_.column(column.name):
                if isinstance(cell, float) and not math.isfinite(cell):
                    raise ValueError(f"{column.name} of {name} holds {cell}")
        Writer(Nowhere(), table_columns(name)).write(table_)  # type: ignore[arg-type]
    return found


def timed(extractor: Extractor, piece: str, number: int) -> str:
    """Seconds that a text of `number` characters takes, after a short one of the same."""
    tables(extractor, text_of(piece, 5_000))
    text = text_of(piece, number)
    started = time.process_time()
    tables(extractor, text)
    return repr(time.process_time() - started)


def text_of(piece: str, number: int) -> str:
    """A hostile text of about so many characters."""
    lead, end = {",000": ("1", ""), ",00": ("1", ""), "big ": ("5 ", "men")}.get(piece, ("", ""))
    return lead + piece * max(number // len(piece), 1) + end


def read_values(extractor: Extractor, text: str) -> str:
    """What a table says of a text, for people."""
    found = tables(extractor, text)
    readings = [f"{row.kind} {_short(row)}" for row in found]
    unparsed = found.ledger.column("status").count("unparsed")
    return "; ".join(readings) + (f"  [{unparsed} unparsed]" if unparsed else "")


def _short(row: Any) -> str:
    value = row.value if row.value is not None else row.timex or f"{row.low}..{row.high}"
    return str(value)[:40]


def apart(work: Callable[[], str], timeout: float) -> tuple[str, str]:
    """Run `work` in a forked child: (`done`, its answer), or (`timeout`, `memory`, `raised` or `died`, why)."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(work, there))
    child.start()
    there.close()
    answer = ("died", "no answer")
    try:
        if here.poll(timeout):
            with suppress(EOFError):
                answer = here.recv()
        else:
            answer = ("timeout", f"over {timeout:g} s")
            child.kill()
    finally:
        child.join()
        here.close()
    return answer


def _child(work: Callable[[], str], there: Connection) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        answer = ("done", work())
    except MemoryError:
        answer = ("memory", f"over {shown_size(MEMORY)}")
    except RecursionError:
        answer = ("raised", "RecursionError")
    except Exception as error:
        answer = ("raised", f"{type(error).__name__}: {str(error)[:80]}")
    there.send(answer)


def hostile_texts(extractor: Extractor, given: argparse.Namespace) -> bool:
    """Print the table of times. Returns whether all stay under the bar."""
    rows, all_hold, bar = [], True, BAR * given.large / given.small / 10
    for name, piece in TEXTS.items():
        if given.only and not any(word in name for word in given.only):
            continue

        def took(number: int, piece: str = piece) -> tuple[str, str]:
            return apart(partial(timed, extractor, piece, number), given.timeout)

        # The better of two at the small size; after a failure nothing larger is tried.
        answers = [took(given.small)]
        for number in (given.small, given.large):
            if answers[-1][0] == "done":
                answers.append(took(number))
        ok = all(status == "done" for status, _ in answers)
        seconds = [float(answer) for status, answer in answers if status == "done"]
        before = min(seconds[:2], default=None)
        after = seconds[2] if ok else None
        ratio = None if before is None or after is None else after / max(before, FLOOR)
        holds = ok and ratio is not None and ratio < bar
        all_hold = all_hold and holds
        why = "" if ok else ": ".join(answers[-1])
        rows.append([name, before, after, ratio, met(holds), why])
        print(f"{name}: {ratio if ratio is None else round(ratio, 1)} {why}", file=sys.stderr, flush=True)
    if not rows:
        return True
    print(table(["text", shown_size(given.small), shown_size(given.large), "ratio", "met", ""], rows))
    print(f"bar: ratio under {bar:g}; seconds of CPU\n")
    return all_hold


def hostile_values(extractor: Extractor) -> bool:
    """Print how each value is read. Returns whether none raised, hung or gave what is not finite."""
    all_hold = True
    print("value → reading")
    for text in VALUES:
        status, answer = apart(partial(read_values, extractor, text), 20)
        all_hold = all_hold and status == "done"
        reading = answer if status == "done" else f"NO: {status}: {answer}"
        print(f"{ascii(text[:50])[1:-1]:<50}  {reading}")
    print()
    return all_hold


def bad_json() -> bool:
    """Surrogate halves, written as escapes in JSON, through the command. Returns whether it ends well."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "bad.jsonl")
        texts = [text for text in VALUES if len(text) < 5000]
        rows = [json.dumps({"id": f"d{number}", "text": text}) for number, text in enumerate(texts)]
        source.write_text("\n".join(rows), encoding="utf-8")
        target = Path(folder, "out.csv")
        child = run(extract_command(source, target))
        written = target.read_bytes() if target.exists() else b""
    with suppress(UnicodeDecodeError):
        written.decode("utf-8")
        print(f"all values in one JSONL file through `figures extract`: status {child.status}, {len(written):,} bytes")
        return child.status == 0 and bool(written)
    print("all values in one JSONL file: the CSV is no UTF-8")
    return False


def main() -> int:
    """The command line. Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=size, default=size("100KB"))
    parser.add_argument("--large", type=size, default=size("1MB"))
    parser.add_argument("--timeout", type=float, default=60.0)
    parser.add_argument(
        "--only", nargs="+", metavar="WORD", help="only texts whose name holds one of these; or `values`"
    )
    given = parser.parse_args()
    extractor = Extractor()
    tables(extractor, "Once 2 men came on Monday, 5 May 2014, and 3 were killed.")
    holds = [hostile_texts(extractor, given)]
    if not given.only or "values" in given.only:
        holds += [hostile_values(extractor), bad_json()]
    return 0 if all(holds) else 1


if __name__ == "__main__":
    raise SystemExit(main())
