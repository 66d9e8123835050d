"""A block of text → the text as it is shown, without the marks in it, and the way back to where it stands as written.

Of Markdown the marks of emphasis, which are no words: `**14,000** killed`, `_about 300_`, `` `340` `` (CommonMark 6.1
and 6.2: a run of `*` or `_` before what it sets apart, and the same behind it; neither within a word); what is struck
out, `~~12~~` (GitHub Flavored Markdown 6.5); and a row of two cells of a table, a label and what it names: `| Killed |
14 |` reads as `Killed: 14`, and under the heads `| City | Killed | Hurt |` the row `| Corve | 14 | 30 |` as
`Corve: Killed: 14; Hurt: 30.`. Of HTML, as feeds leave it in their texts, the tags and the character references (WHATWG
HTML, 13.5): `<b>14</b>&nbsp;people`. The number of a footnote is no part of the number that it stands behind: `14¹
people`, but `10³`. A backslash before a sign is not shown (CommonMark 2.4): `\\$5`. `▼0.5%` is `-0.5%`.
A word that is broken over the end of a line is whole. Ligatures and wide letters are letters, and UTF-8 that was taken
for windows-1252 is what it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Iterator, Sequence
from html import unescape
from unicodedata import normalize

_MARK = re.compile("[*_`~|<&⁰¹²³⁴-⁹\\\\▲△↑⬆🔺▼▽↓⬇🔻\u200b-\u200d\ufeffﬀ-ﬆ！-～￠-￦ÂâÃ]|-[^\\S\n]*\n")
"""What marks begin with."""
LONGEST = 400
"""How many characters may stand between two marks of a pair."""
_INLINE = (
    "a abbr acronym b bdi bdo big cite code data dfn em font i img ins kbd label mark q samp small span strong sub sup "
    "time tt u var wbr del s strike"
)
_BLOCK = (
    "address article aside blockquote body br caption center dd details div dl dt figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 head header hr html iframe li link main meta nav ol option p pre section summary table tbody td tfoot "
    "th thead title tr ul"
)


def _tag(names: str) -> str:
    return rf"(?:<|&lt;)/?(?:{'|'.join(names.split())})(?:\s(?:(?!&[lg]t;)[^<>])*)?/?(?:>|&gt;)"


def _pair(mark: str) -> re.Pattern[str]:
    one, run, inner = re.escape(mark[0]), re.escape(mark), f"[^{mark[0]}]"
    if len(mark) == 2:  # a single mark may stand within
        inner = f"(?:{inner}|{one}(?!{one}))"
    return re.compile(rf"(?<![\w{one}]){run}(?=[^\s{one}]){inner}{{1,{LONGEST}}}(?<=[^\s{one}]){run}(?![\w{one}])")


_WRITTEN_BREAK = r"(?:\\[nrt])+(?-i:(?=[A-Z\d\s\"“•*-])|$)"
"""A line break as JSON writes it, in a text that was packed twice."""
_PAIRS = tuple((len(mark), _pair(mark)) for mark in ("***", "**", "*", "__", "_", "`"))
STRUCK = re.compile(r"<(del|s|strike)\b[^<>]*>(?:(?!<\1\b).)*?</\1\s*>", re.IGNORECASE | re.DOTALL)
"""What a page strikes out."""
_STRUCK = re.compile(f"{_pair('~~').pattern}|{STRUCK.pattern}", re.IGNORECASE | re.DOTALL)
_INLINE_TAG = re.compile(_tag(_INLINE), re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"{_tag(_BLOCK)}|<!--(?:(?!<!--).)*?-->|{_WRITTEN_BREAK}", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,30});")
_DASHES = frozenset("|:- \t\r")
"""What the row of dashes is made of that stands under the heads of a table."""
_WORDS = re.compile(r"\S")
LABEL_AND_VALUE = 2
"""A row of so many cells is a label and its value, whatever stands over it."""
_ROW = re.compile(r"\|([^|\n]+)\|([^|\n]+)\|[^\S\n]*")
_SUPERSCRIPT = re.compile(
    r"<sup\b[^<>]*>(?:\s|<[^<>]+>){0,6}([\d+−-]{1,4})(?:\s|</[^<>]+>){0,6}</sup\s*>", re.IGNORECASE
)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_GARBLED = {one.encode().decode("cp1252"): one for one in "‘’“–—‑…€£¥°½¼¾²³µ±×·•\xa0éèüöäáíóúñç"} | {"â€\x9d": "”"}
"""UTF-8 that was taken for windows-1252, as `â‚¬5m` was."""
_SIGNS = re.compile(rf"(?P<garbled>{'|'.join(_GARBLED)})|(?P<unseen>[\u200b-\u200d\ufeff])|[ﬀ-ﬆ！-～￠-￦]")
RISING = "▲△↑⬆🔺"
"""Arrows that are a plus before a figure."""
_ARROW = re.compile(rf"(?:(?P<up>[{RISING}])|[▼▽↓⬇🔻])\ufe0f?[^\S\n]?(?=[^\w\s]?\d)")
_BROKEN = re.compile(
    r"(?:(?<![\w-])(?P<before>[^\W\d_]{2,40})|(?<=\w))(?P<gap>-[^\S\n]*\n[^\S\n]*)(?=(?P<behind>[a-z]{1,40})|\w)"
)
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_NOTE = re.compile(r"(?<=\d)(?<!\b10)[⁰¹²³⁴-⁹]{1,2}(?![\w⁄/])")
_BEFORE, _BEHIND = ' \t\n(["“', ' \t\n)]"”.,;:!?'
"""What a mark around a figure can stand behind and before: of two figures only one can claim it."""
_PARTS = re.compile(r"<|&lt;|\\[nrt]")
_DIGIT = re.compile(r"\d")

Mark = tuple[int, int, str]
"""Where something stands in a block, and what is shown of it."""


def raised(text: str) -> str:
    """Digits and signs as superscripts."""
    return text.translate(_RAISED)


def with_raised(page: str) -> str:
    """HTML with what `sup` raises as superscripts: a footnote's number is no end of the number before it."""
    return _SUPERSCRIPT.sub(lambda found: raised(found[1]), page)


class Origin:
    """Where the characters of a block that is read stand in its document: those of a block that begins at `start`, of
    which the `marks` are shown otherwise than they are written.
    """

    __slots__ = ("_begins", "_marks", "_shown", "hidden", "start")

    def __init__(self, start: int, shown: str = "", marks: Sequence[Mark] = ()) -> None:
        self.start, self._shown, self._marks = start, shown, marks
        self._begins: list[int] = []
        """Where, in the text as it is shown, what is shown of each begins."""
        longer = 0
        for begin, end, said in marks:
            self._begins.append(begin + longer)
            longer += len(said) - (end - begin)
        self.hidden: list[tuple[int, int]] = []
        """Where digits stand in the document that are not shown, or otherwise: those of a tag, or struck out."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of what stands from `start` to `end`; with the marks around it, where it holds
        one, so that both of a pair are within: `**14,000** people`.
        """
        if not self._marks:
            return self.start + start, self.start + end
        begin, stop = self._at(start)[0], self._at(end - 1)[1]
        if stop - begin > end - start:
            if start == 0 or self._shown[start - 1] in _BEFORE:
                begin = self._at(start - 1)[1] if start else 0
            if self._shown[end : end + 1] in _BEHIND:
                stop = self._at(end)[0]
        return self.start + begin, self.start + stop

    def _at(self, place: int) -> tuple[int, int]:
        """Where the character shown at a place begins and ends in the block as written."""
        number = bisect_right(self._begins, place) - 1
        if number < 0:
            return place, place + 1
        begin, end, said = self._marks[number]
        within = place - self._begins[number]
        if within < len(said):
            return (begin, end) if len(said) != end - begin else (begin + within, begin + within + 1)
        behind = end + within - len(said)
        return behind, behind + 1


class Heads:
    """What stands over the cells of a table's row: those of the first row, behind which there is a row of dashes."""

    __slots__ = ("_end", "_first", "_heads")

    def __init__(self) -> None:
        self._end = -1
        self._first: Sequence[str] = ()
        self._heads: Sequence[str] = ()

    def over(self, text: str, start: int) -> Sequence[str]:
        """The heads over the cells of a line that begins at an offset, if it is a row of three cells or more that has
        them; a head with a digit is none: the digit stands elsewhere.
        """
        if "|" not in text:
            return ()
        if start != self._end + 1:
            self._first = self._heads = ()
        self._end = start + len(text)
        if _DASHES.issuperset(text):
            self._heads = ["" if _DIGIT.search(head) else head for head in self._first]
            return ()
        self._first = [unmarked(cell, 0)[0].strip() for cell in _cells(text)]
        return self._heads if len(self._first) == len(self._heads) > LABEL_AND_VALUE else ()


def _cells(row: str) -> list[str]:
    return row.strip().removeprefix("|").removesuffix("|").split("|")


def _under(text: str, heads: Sequence[str], marked: Container[int]) -> Iterator[Mark]:
    """A row, told as its first cell, and each of the others with its head as a label: `Corve: Killed: 34; Hurt: 12.`"""
    bars = [place for place, one in enumerate(text) if one == "|"]
    bars = bars if text.lstrip().startswith("|") else [-1, *bars]
    for number, (place, head) in enumerate(zip(bars, heads, strict=False)):
        if place >= 0:
            yield place, place + 1, ";" if number > 1 else ":" if number else " "
        if number and head:
            words = _WORDS.search(text, place + 1)
            begin = place + 1 if words is None or words.start() in marked else words.start()
            yield begin, begin, f" {head}: "
    if len(bars) > len(heads):
        yield bars[-1], bars[-1] + 1, "."


def unmarked(
    text: str, start: int, heads: Sequence[str] = (), is_word: Callable[[str], object] = lambda _: False
) -> tuple[str, Origin]:
    """A block that begins at an offset, as it is shown, and the way back to its document; a row with the heads over its
    cells. Of two known words at the end of a line that are none together the hyphen stays: two-thirds, not mil-lion.
    """
    if _MARK.search(text) is None:
        return text, Origin(start)
    if not heads and (row := _ROW.fullmatch(text)):
        text = f" {row[1]}:{row[2]}".ljust(len(text))
    known: dict[int, Mark] = {}
    taken = bytearray(len(text))
    for begin, end, said in _marks(text, is_word):
        if not any(taken[begin:end]):
            taken[begin:end] = b"\1" * (end - begin)
            known[begin] = (begin, end, said)
    for mark in _under(text, heads, set(known)) if heads else ():
        known.setdefault(mark[0], mark)
    marks = sorted(known.values())
    shown = _shown(text, marks)
    if notes := [*_NOTE.finditer(shown)]:
        block = Origin(0, shown, marks)
        for begin, end in [block.span(place, place + 1) for note in notes for place in range(*note.span())]:
            known[begin] = (begin, end, "")
        marks = sorted(known.values())
        shown = _shown(text, marks)
    origin = Origin(start, shown, marks)
    origin.hidden = [
        (start + begin, start + end)
        for begin, end, said in marks
        if said != text[begin:end] and _DIGIT.search(text, begin, end)
    ]
    return shown, origin


def _shown(text: str, marks: Sequence[Mark]) -> str:
    """A text with what is shown of its marks in their place."""
    pieces: list[str] = []
    behind = 0
    for begin, end, said in marks:
        pieces += text[behind:begin], said
        behind = end
    return "".join([*pieces, text[behind:]])


def _marks(text: str, is_word: Callable[[str], object]) -> Iterator[Mark]:
    """What is shown otherwise than it is written, what goes before first."""
    for match in _STRUCK.finditer(text):
        yield *match.span(), ""
    for match in _SUPERSCRIPT.finditer(text):
        for place in range(*match.span(1)):
            yield place, place + 1, raised(text[place])
    for match in _INLINE_TAG.finditer(text):
        yield *match.span(), ""
    for length, pair in _PAIRS:
        for match in pair.finditer(text):
            yield match.start(), match.start() + length, ""
            yield match.end() - length, match.end(), ""
    for match in _REFERENCE.finditer(text):
        said = unescape(match[0])
        if said != match[0]:
            yield *match.span(), said
    for match in _ESCAPE.finditer(text):
        yield *match.span(), ""
    for match in _BROKEN.finditer(text):
        before, behind = match["before"], match["behind"]
        apart = (
            before is None or behind is None or (is_word(before) and is_word(behind) and not is_word(before + behind))
        )
        yield *match.span("gap"), "-" if apart else ""
    for match in _ARROW.finditer(text):
        yield *match.span(), "+" if match["up"] else "-"
    for match in _SIGNS.finditer(text):
        within = text[match.start() - 1 : match.start()].isalnum() and text[match.end() : match.end() + 1].isalnum()
        if match["garbled"]:
            yield *match.span(), _GARBLED[match[0]]
        elif match["unseen"]:
            yield *match.span(), " " if within and match[0] == "\u200b" else ""
        else:
            yield *match.span(), normalize("NFKC", match[0])


def parted(text: str) -> str:
    """A text of the same length in which line breaks stand for what parts its blocks: tags, and breaks that are written
    out, `\\n`.
    """
    return _BLOCK_TAG.sub(lambda tag: "\n" * len(tag[0]), text) if _PARTS.search(text) else text


def blanked(text: str) -> str:
    """A text of the same length in which blanks stand for its tags, and what they stand for, then blanks, for its
    references.
    """
    if "<" not in text and "&" not in text:
        return text
    text = _INLINE_TAG.sub(lambda tag: " " * len(tag[0]), text)
    return _REFERENCE.sub(lambda one: unescape(one[0])[:1].ljust(len(one[0])), text)
