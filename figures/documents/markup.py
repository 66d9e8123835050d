"""A block of text → the text as it is shown, without the marks in it, and the way back to where it stands as written.

Of Markdown the marks of emphasis, which are no words: `**14,000** killed`, `_about 300_`, `` `340` `` (CommonMark 6.1
and 6.2: a run of `*` or `_` before what it sets apart, and the same behind it; neither within a word); what is struck
out, `~~12~~` (GitHub Flavored Markdown 6.5); and a row of two cells of a table, a label and what it names: `| Killed |
14 |` reads as `Killed: 14`. Of HTML, as feeds leave it in their texts, the tags and the character references (WHATWG
HTML, 13.5): `<b>14</b>&nbsp;people`. The number of a footnote is no part of the number that it stands behind: `14¹
people`, but `10³`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

_MARK = re.compile("[*_`~|<&⁰¹²³⁴-⁹]")
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
    return rf"(?:<|&lt;)/?(?:{'|'.join(names.split())})(?:\s(?:(?!&gt;)[^<>])*)?/?(?:>|&gt;)"


def _pair(mark: str) -> re.Pattern[str]:
    one, run, inner = re.escape(mark[0]), re.escape(mark), f"[^{mark[0]}]"
    if len(mark) == 2:  # a single mark may stand within
        inner = f"(?:{inner}|{one}(?!{one}))"
    return re.compile(rf"(?<![\w{one}]){run}(?=[^\s{one}]){inner}{{1,{LONGEST}}}(?<=[^\s{one}]){run}(?![\w{one}])")


_PAIRS = tuple((len(mark), _pair(mark)) for mark in ("***", "**", "*", "__", "_", "`"))
_STRUCK = re.compile(rf"{_pair('~~').pattern}|<(del|s|strike)\b[^<>]*>[^<>]*</\1\s*>", re.IGNORECASE)
_INLINE_TAG = re.compile(_tag(_INLINE), re.IGNORECASE)
_BLOCK_TAG = re.compile(rf"{_tag(_BLOCK)}|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,30});")
_ROW = re.compile(r"\|([^|\n]+)\|([^|\n]+)\|[^\S\n]*")
STRUCK = re.compile(r"<(del|s|strike)\b[^>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
"""What a page strikes out."""
_SUPERSCRIPT = re.compile(r"<sup\b[^>]*>(?:\s|<[^>]+>)*([\d+−-]{1,4})(?:\s|</[^>]+>)*</sup\s*>", re.IGNORECASE)
_RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_NOTE = re.compile(r"(?<=\d)(?<!\b10)[⁰¹²³⁴-⁹]{1,2}(?![\w⁄/])")
_DIGIT = re.compile(r"\d")


def raised(text: str) -> str:
    """Digits and signs as superscripts."""
    return text.translate(_RAISED)


def with_raised(page: str) -> str:
    """HTML with what `sup` raises as superscripts: a footnote's number is no end of the number before it."""
    return _SUPERSCRIPT.sub(lambda found: raised(found[1]), page)


class Origin:
    """Where the characters of a block that is read stand in its document."""

    __slots__ = ("_ends", "_starts", "hidden", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        """Of each character, where it begins and ends in the block as written; none, where that is as shown."""
        self.hidden: list[tuple[int, int]] = []
        """Where digits stand in the document that are not shown: those of a tag, or struck out."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the document of what stands from `start` to `end`; with the marks around it, where it holds
        one, so that both of a pair are within: `**14,000** people`.
        """
        starts, ends = self._starts, self._ends
        if starts is None:
            return self.start + start, self.start + end
        begin, stop = starts[start], ends[end - 1]
        if stop - begin > end - start:
            begin, stop = ends[start - 1] if start else 0, starts[end]
        return self.start + begin, self.start + stop

    def left_out(self, shown: list[str], wide: dict[int, int], hidden: Iterable[tuple[int, int]]) -> str:
        """What is shown of a text, character by character, as a text; notes where each stands: one that stands for
        several as far as they go.
        """
        self._starts = [place for place, one in enumerate(shown) if one]
        self._ends = [wide.get(place, place + 1) for place in self._starts]
        self._starts.append(len(shown))
        self.hidden = sorted((self.start + begin, self.start + end) for begin, end in hidden)
        return "".join(shown)


def unmarked(text: str, start: int) -> tuple[str, Origin]:
    """A block that begins at an offset, without its marks, and the way back to its document."""
    origin = Origin(start)
    if _MARK.search(text) is None:
        return text, origin
    if row := _ROW.fullmatch(text):
        text = f" {row[1]}:{row[2]}".ljust(len(text))
    hidden = [match.span() for pattern in (_STRUCK, _INLINE_TAG) for match in pattern.finditer(text)]
    for length, pair in _PAIRS:
        for match in pair.finditer(text):
            hidden += (match.start(), match.start() + length), (match.end() - length, match.end())
    shown, wide = list(text), {}
    for begin, end in hidden:
        shown[begin:end] = [""] * (end - begin)
    for match in _SUPERSCRIPT.finditer(text):
        shown[match.start(1) : match.end(1)] = raised(match[1])
        hidden.append(match.span(1))
    for match in _REFERENCE.finditer(text):
        said, (begin, end) = unescape(match[0]), match.span()
        if shown[begin] and len(said) == 1:
            shown[begin:end] = [said, *[""] * (end - begin - 1)]
            wide[begin] = end
            if not said.isnumeric() or (said.isdigit() and not said.isdecimal()):  # no numeral: % or ²
                hidden.append((begin, end))
    kept = [place for place, one in enumerate(shown) if one]
    for match in _NOTE.finditer("".join(shown)):
        for place in kept[slice(*match.span())]:
            shown[place] = ""
    if all(shown):
        return text, origin
    digits = [span for span in hidden if _DIGIT.search(text, *span)]
    return origin.left_out(shown, wide, digits), origin


def parted(text: str) -> str:
    """A text of the same length in which line breaks stand for the tags that part its blocks."""
    return _BLOCK_TAG.sub(lambda tag: "\n" * len(tag[0]), text) if "<" in text or "&lt;" in text else text


def blanked(text: str) -> str:
    """A text of the same length in which blanks stand for its tags, and what they stand for, then blanks, for its
    references.
    """
    if "<" not in text and "&" not in text:
        return text
    text = _INLINE_TAG.sub(lambda tag: " " * len(tag[0]), text)
    return _REFERENCE.sub(lambda one: unescape(one[0])[:1].ljust(len(one[0])), text)
