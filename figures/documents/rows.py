"""In: the rows of a JSONL, JSON, CSV or Parquet file, and what is known of it. Out: a document a row, or its error.

All but JSON are streamed: no more than one row of text is held. Rows of text end at a line feed and are numbered as an
editor numbers them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import unquote

from figures.documents.dates import REMEDY, wall_clock
from figures.documents.decoding import binary, byte_order_mark, not_utf8
from figures.documents.model import Document, Fields, Identities, Metadata, encodable, located, shown
from figures.errors import DocumentError

_UTF8_MARK = b"\xef\xbb\xbf"
SEPARATORS = ",;\t"
"""What parts the cells of a row: whatever its header has most of."""
_CELL_LIMIT = 2**31 - 1  # what a C long holds everywhere; the csv module's own limit is 128 KiB


class RowReader:
    """Makes a document of each row of one file. `known` is what holds where the row is silent."""

    def __init__(
        self,
        place: str,
        name: str,
        fields: Fields,
        known: Metadata,
        identities: Identities,
        consumed: Callable[[int], None],
    ) -> None:
        self.place, self.name, self.fields = place, name, fields
        self.known, self.identities, self.consumed = known, identities, consumed

    def jsonl(self, lines: Iterable[bytes]) -> Iterator[Document | DocumentError]:
        """The documents of a JSONL file; a row that cannot be read is an error, and the others go on."""
        import json

        for number, raw in enumerate(self._lines(lines), 1):
            if raw.isspace() or not raw:
                continue
            where = located(self.place, number)
            try:
                row = _json(json.loads, raw, where, "write one JSON object a line")
                yield self._document(_object(row, where, "write one JSON object a line"), "key", number)
            except DocumentError as error:
                yield error

    def json(self, data: bytes) -> Iterator[Document | DocumentError]:
        """The documents of a JSON file: an object is a row, an array holds several; rows are counted from 1.

        Raises `DocumentError` for the whole file if it is neither.
        """
        import json

        self.consumed(len(data))
        rows = _json(json.loads, data.removeprefix(_UTF8_MARK), self.place, "write an array of objects")
        for number, row in enumerate(rows if isinstance(rows, list) else [rows], 1):
            where = located(self.place, number) if isinstance(rows, list) else self.place
            try:
                yield self._document(_object(row, where, "write an array of objects"), "key", number)
            except DocumentError as error:
                yield error

    def csv(self, lines: Iterable[bytes]) -> Iterator[Document | DocumentError]:
        """The documents of a CSV file with a header; a row that cannot be read is an error, and the others go on.

        Raises `DocumentError` for the whole file if its header cannot be used.
        """
        header: list[str] | None = None
        for number, cells in _records(self._lines(lines), self.place):
            where = located(self.place, number)
            if header is None:
                if isinstance(cells, DocumentError):
                    raise cells
                header = cells
                self._check_header(header, where)
            elif isinstance(cells, DocumentError):
                yield cells
            elif len(cells) != len(header):
                yield _uneven(len(cells), len(header), where)
            else:
                try:
                    yield self._document(dict(zip(header, cells, strict=True)), "column", number)
                except DocumentError as error:
                    yield error
        if header is None:
            remedy = "name the columns in the first row, text among them"
            raise DocumentError("has no header", where=self.place, remedy=remedy)

    def parquet(self, present: list[str], rows: Iterable[Mapping[str, object]]) -> Iterator[Document | DocumentError]:
        """The documents of a Parquet file with the columns `present`; rows are counted from 1.

        The folders that a partitioned table lies in (`source=post/`) are columns too. Raises `DocumentError` for the
        whole file if its columns cannot be used.
        """
        folders = dict(_partitions(self.name))
        self._check_header([*present, *(name for name in folders if name not in present)], self.place)
        for number, row in enumerate(rows, 1):
            try:
                yield self._document({**folders, **row}, "column", number)
            except DocumentError as error:
                yield error

    def _lines(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines, without the file's byte order mark. Raises `DocumentError` if they are no lines of UTF-8 text."""
        first = True
        for line in lines:
            self.consumed(len(line))
            if first:
                first = False
                if line.startswith(_UTF8_MARK):
                    line = line[len(_UTF8_MARK) :]
                elif marked := byte_order_mark(line):
                    raise DocumentError(f"is {marked[1]}, not UTF-8", where=self.place, remedy="save it as UTF-8")
                if b"\0" in line:
                    raise binary(self.place)
            yield line

    def _check_header(self, header: list[str], where: str) -> None:
        """Raises `DocumentError` for the whole file if it lacks the text, or a column that the caller renamed."""
        names, default = self.fields, Fields()
        for part in ("id", "text", "source", "published", "url", "title", "language"):
            name = getattr(names, part)
            if name not in header and part != "text" and name != getattr(default, part):
                what = f"has no column {shown(name)} (its columns: {_listed(header)})"
                raise DocumentError(what, where=where, remedy=f"correct the name of the {part} column")
            if header.count(name) > 1:
                what = f"has {header.count(name)} columns {shown(name)}"
                raise DocumentError(what, where=where, remedy="give each column a name of its own")
        if names.text not in header:
            raise self._no_text(header, "column", where)

    def _no_text(self, present: Iterable[str], kind: str, where: str) -> DocumentError:
        return DocumentError(
            f"has no {kind} {shown(self.fields.text)} (its {kind}s: {_listed(present)})",
            where=where,
            remedy=f"name the {kind} that holds the text with --text-column NAME",
        )

    def _document(self, row: Mapping[str, object], kind: str, number: int) -> Document:
        """The document of one row. Raises `DocumentError` for the row, `UsageError` if its id was met before."""
        names, where = self.fields, located(self.place, number)
        if names.text not in row:
            raise self._no_text(row, kind, where)
        text = row[names.text]
        if not isinstance(text, str):
            what = f"has {_kind(text)} in {shown(names.text)}, not text"
            raise DocumentError(what, where=where, remedy="put the text there, or leave the row out")
        published = row.get(names.published)
        moment = None if published is None or published == "" else wall_clock(published)
        if moment is None and published not in (None, ""):
            raise _undated(names.published, published, where)
        known = Metadata(
            source=_words(row, names.source, where),
            published=moment,
            url=_words(row, names.url, where),
            title=_words(row, names.title, where),
            language=_words(row, names.language, where),
        ).over(self.known)
        identity = _words(row, names.id, where) or f"{self.name}:{number}"
        self.identities.enter(identity, self.place, number)
        return known.document(identity, encodable(text))


def _partitions(name: str) -> Iterator[tuple[str, str | None]]:
    """The columns that the folders of a path state, as Hive writes them."""
    for folder in name.split("/")[:-1]:
        key, equals, value = folder.partition("=")
        if equals:
            yield unquote(key), None if value == "__HIVE_DEFAULT_PARTITION__" else unquote(value)


def _listed(names: Iterable[str], limit: int = 10) -> str:
    listed = [shown(encodable(name), 40) for name in names]
    return ", ".join(listed[:limit] + ["…"] * (len(listed) > limit)) or "none"


def _json(loads: Callable[[str], object], raw: bytes, where: str, remedy: str) -> object:
    try:
        return loads(raw.decode())
    except UnicodeDecodeError as error:
        raise not_utf8(error, where) from None
    except RecursionError:
        raise DocumentError("is nested too deeply", where=where, remedy=remedy) from None
    except ValueError as error:  # malformed, or a number of more digits than Python converts
        detail = f"{error.msg}, column {error.colno}" if hasattr(error, "msg") and hasattr(error, "colno") else error
        raise DocumentError(f"is not JSON ({detail})", where=where, remedy=remedy) from None


def _object(row: object, where: str, remedy: str) -> dict[str, object]:
    if not isinstance(row, dict):
        raise DocumentError(f"is {_kind(row)}, not an object", where=where, remedy=remedy)
    return row


def _records(lines: Iterable[bytes], place: str) -> Iterator[tuple[int, list[str] | DocumentError]]:
    """The records of a CSV file, or their errors, with the 1-based line each begins at; blank lines are passed over."""
    import csv

    if csv.field_size_limit() < _CELL_LIMIT:
        csv.field_size_limit(_CELL_LIMIT)
    faults: dict[int, UnicodeDecodeError] = {}
    decoded = _decoded(lines, faults)
    header = next(decoded, "")
    separator = max(SEPARATORS, key=header.count)
    # strict: an unescaped quote would otherwise run cells, or the rest of the file, together without a word.
    records = csv.reader(chain([header], decoded), delimiter=separator, strict=True)
    while True:
        number = records.line_num + 1
        try:
            cells = next(records)
        except StopIteration:
            return
        except csv.Error as error:
            where = located(place, number)
            remedy = "close every quoted cell and double the quotes inside it"
            yield number, DocumentError(f"is not CSV ({error})", where=where, remedy=remedy)
        else:
            if faults:
                line = min(faults)
                yield number, not_utf8(faults[line], located(place, line))
            elif cells:
                yield number, cells
        faults.clear()


def _decoded(lines: Iterable[bytes], faults: dict[int, UnicodeDecodeError]) -> Iterator[str]:
    """The lines as text; one that is not UTF-8 is noted in `faults` and stays in the flow, so that its row ends."""
    for number, line in enumerate(lines, 1):
        try:
            text = line.decode()
        except UnicodeDecodeError as error:
            faults[number] = error
            text = line.decode(errors="surrogateescape")
        yield text


def _words(row: Mapping[str, object], key: str, where: str) -> str | None:
    """A value as text; None if absent, null or empty. Ids are often integers, and so are titles such as 2022."""
    value = row.get(key)
    if isinstance(value, str):
        return encodable(value) or None
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise DocumentError(f"has {_kind(value)} in {shown(key)}, not text", where=where, remedy="put it in quotes")


def _undated(key: str, value: object, where: str) -> DocumentError:
    seen = shown(encodable(value)) if isinstance(value, str) else _kind(value)
    return DocumentError(f"has {seen} in {shown(key)}, which is no ISO 8601 date", where=where, remedy=REMEDY)


def _kind(value: object) -> str:
    names = {type(None): "null", bool: "a boolean", dict: "an object", list: "a list", str: "a string"}
    return names.get(type(value), "a number")


def _uneven(found: int, expected: int, where: str) -> DocumentError:
    cells = "1 cell" if found == 1 else f"{found} cells"
    remedy = "put quotes around a cell that holds a comma or a line break"
    return DocumentError(f"has {cells}, and the header has {expected}", where=where, remedy=remedy)
