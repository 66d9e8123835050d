"""In: the bytes of a web page, a PDF or a Word file. Out: the text that its reader reads, and what it says of itself.

Each format is read by a library of its own, an extra. A paragraph is a block of its own: none runs into the next.
Raised digits stay raised (`km²`, a footnote's `14¹`), and what is struck out is left out.
"""

from __future__ import annotations

import importlib
import io
import re
from collections.abc import Iterator
from typing import Any

from figures.documents.dates import wall_clock
from figures.documents.decoding import decode
from figures.documents.markup import STRUCK, raised, with_raised
from figures.documents.model import Metadata
from figures.errors import DocumentError

_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 1024
"""So many bytes of a page may hold its encoding (WHATWG HTML, prescan a byte stream)."""
_LATIN, _USUAL = frozenset(("iso-8859-1", "latin1", "ascii", "us-ascii")), "cp1252"
"""Labels that mean windows-1252 (WHATWG Encoding)."""
_BEHIND = re.compile(r"(?<=\S)(?:\d| \d(?!\d*[/⁄]))")
LEAST_RAISED = 0.15
"""How much of the height of its word a digit stands higher than the word begins, at least, where it is raised."""
_BREAK = "\r\n"
_WRAPPED = "\ufffe"
"""What PDFium writes for the hyphen of a word that runs over the end of a line."""


def html(data: bytes, place: str) -> tuple[str, Metadata]:
    """The article of a web page without menus and comments, its title, site, address and day of publication.

    Raises `DocumentError` where there is no text, or where trafilatura is not installed.
    """
    trafilatura = _module("trafilatura", "html", place)
    import logging

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # or it warns on stderr
    page = with_raised(STRUCK.sub("", _page(data, place)))
    if "<html" not in page.lower():
        page = f"<html><body>{page}</body></html>"
    said = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%dT%H:%M:%S"}
    found = trafilatura.bare_extraction(
        page, include_comments=False, favor_precision=True, with_metadata=True, date_extraction_params=said
    )
    text = found.text if found else trafilatura.html2txt(page)
    if not text:
        raise _empty("page", place)
    known = Metadata()
    if found:
        known = Metadata(found.sitename or None, wall_clock(found.date), found.url or None, found.title or None)
    return "\n\n".join(text.splitlines()), known


def pdf(data: bytes, place: str) -> tuple[str, Metadata]:
    """The text of a PDF, page after page, and its title; the day it was made is none of publication.

    Raises `DocumentError` for what is no sound PDF or asks for a password, where there is no text, or where pypdfium2
    is not installed.
    """
    pdfium = _module("pypdfium2", "pdf", place)
    try:
        file = pdfium.PdfDocument(data)
        try:
            pages = [_with_raised(page.get_textpage()) for page in file]
            title = file.get_metadata_value("Title")
        finally:
            file.close()
    except pdfium.PdfiumError as error:
        why = str(error).rstrip(".")
        raise DocumentError(f"is no PDF that can be read ({why})", where=place, remedy="leave it out") from None
    lines = "\n".join(pages).replace("\r\n", "\n")
    text = re.sub(f"{_WRAPPED}\n?", "", lines)
    if not text.strip():
        raise _empty("PDF", place)
    return text, Metadata(title=title or None)


def docx(data: bytes, place: str) -> tuple[str, Metadata]:
    """The paragraphs and the rows of tables of a Word file, in order, and its title.

    Raises `DocumentError` for what is no Word file, where there is no text, or where python-docx is not installed.
    """
    word = _module("docx", "docx", place)
    try:
        file = word.Document(io.BytesIO(data))
    except Exception as error:  # whatever zip, XML and package reader raise
        what = f"is no Word file ({type(error).__name__})"
        raise DocumentError(what, where=place, remedy="leave it out, or save it as .docx") from None
    text = "\n\n".join(line for line in _lines(file) if line.strip())
    if not text:
        raise _empty("Word file", place)
    return text, Metadata(title=file.core_properties.title or None)


READERS = {"html": html, "pdf": pdf, "docx": docx}


def _page(data: bytes, place: str) -> str:
    """The page as UTF-8 if it is sound, else by the encoding that it declares, else as any other text."""
    declared = _CHARSET.search(data[:_HEAD])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    for encoding in ("utf-8", _USUAL if name in _LATIN else name):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode(data, place)


def _lines(file: Any) -> Iterator[str]:
    for block in file.iter_inner_content():
        if hasattr(block, "rows"):
            yield from (f"| {' | '.join(cell.text for cell in row.cells)} |" for row in block.rows)
        else:
            yield "".join(_run(run) for part in block.iter_inner_content() for run in getattr(part, "runs", [part]))


def _run(run: Any) -> str:
    if run.font.strike or run.font.double_strike:
        return ""
    return raised(str(run.text)) if run.font.superscript else str(run.text)


def _with_raised(page: Any) -> str:
    """The text of a page of a PDF, raised digits as such: a footnote's number is no end of the number before it.

    No line ends behind one. What they are raised above is where their word begins, or the word before it.
    """
    text = page.get_text_range()
    found, begin = list(text), 0
    for match in _BEHIND.finditer(text):
        place, before = match.end() - 1, match.start()
        begin = max(begin, text.rfind(" ", begin, before) + 1, text.rfind("\n", begin, before) + 1)
        size = _size(page, begin)
        if _height(page, text, place) - _height(page, text, begin) > LEAST_RAISED * size:
            found[place] = raised(text[place])
            following = place + 1 + len(_BREAK)
            if text.startswith(_BREAK, place + 1) and _height(page, text, following) == _height(page, text, begin):
                found[place + 1 : following] = [" " if text[following].isalnum() else "", ""]
    return "".join(found)


def _height(page: Any, text: str, place: int) -> float:
    """How high the line lies on which a character of a page of a PDF stands; nan, where it is no character of it."""
    import ctypes

    from pypdfium2 import raw

    across, up = ctypes.c_double(), ctypes.c_double()
    known = text[place : place + 1] == chr(raw.FPDFText_GetUnicode(page, place))
    return up.value if known and raw.FPDFText_GetCharOrigin(page, place, across, up) else float("nan")


def _size(page: Any, place: int) -> float:
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, place, box)
    return float(box.top - box.bottom)


def _module(name: str, extra: str, place: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        remedy = f'pip install "prose-figures[{extra}]", or leave it out'
        raise DocumentError(f"needs {error.name or name}, which is not installed", where=place, remedy=remedy) from None


def _empty(what: str, place: str) -> DocumentError:
    return DocumentError(f"is a {what} without text", where=place, remedy="leave it out; scanned pages need OCR first")
