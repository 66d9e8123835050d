"""In: the bytes of a text file. Out: its text, one code point for one, line endings as they stand.

Offsets count code points of this text, so nothing but a byte order mark is taken away.
"""

from __future__ import annotations

import codecs

from figures.errors import DocumentError

# UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_PROBE = 65_536
_CONTROLS = bytes(c for c in (*range(0x20), 0x7F) if c not in b"\t\n\v\f\r\x1b")  # escape: terminal colours
_UTF8_REMEDY = "save it as UTF-8"
_USUAL = "cp1252"  # the WHATWG Encoding Standard's fallback for most of the world's languages
_NEAR = 0.05  # between the ties of English and French news (0.00 to 0.03) and the true difference of Turkish (0.12)


def decode(data: bytes, place: str) -> str:
    """The text of a file: by its byte order mark, else UTF-8, else the best guess at a legacy encoding.

    Raises `DocumentError` for a binary file and for bytes that are no text in any encoding. A file that holds more
    sound UTF-8 sequences than broken ones is damaged UTF-8, and is refused: a guess would read its `£5` as `Â£5`.
    """
    if marked := byte_order_mark(data):
        return _decode_marked(data, *marked, place)
    # Before UTF-8, in which a NUL is sound: "1\0002\000" (UTF-16 without a mark) must not be read as 1 and 2.
    if b"\0" in data:
        raise binary(place)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        fault = error
    if is_binary(data):
        raise binary(place)
    text = None if _mostly_utf8(data) else _guess(data)
    if text is None:
        raise not_utf8(fault, place)
    return text


def byte_order_mark(data: bytes) -> tuple[str, str] | None:
    """The codec and the name of the encoding whose byte order mark `data` begins with."""
    return next(((codec, name) for mark, codec, name in _MARKS if data.startswith(mark)), None)


def is_binary(data: bytes) -> bool:
    """Whether this is no text in any encoding without a byte order mark: a NUL, or one control character in fifty."""
    probe = data[:_PROBE]
    return b"\0" in probe or (len(probe) - len(probe.translate(None, _CONTROLS))) * 50 > len(probe)


def binary(place: str) -> DocumentError:
    return DocumentError("is binary, not text", where=place, remedy="leave it out, or convert it to plain text")


def not_utf8(fault: UnicodeDecodeError, place: str) -> DocumentError:
    return DocumentError(
        f"is not UTF-8 (byte 0x{fault.object[fault.start]:02x} at offset {fault.start})",
        where=place,
        remedy=_UTF8_REMEDY,
    )


def _decode_marked(data: bytes, codec: str, name: str, place: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if name == "UTF-8":
            raise not_utf8(error, place) from None
        what = f"is not {name}, though it begins with the byte order mark of {name}"
        raise DocumentError(what, where=place, remedy=_UTF8_REMEDY) from None
    if name == "UTF-8":
        return text[1:]
    if "\0" in text:
        raise binary(place)
    return text


def _mostly_utf8(data: bytes) -> bool:
    """Whether the sound multi-byte sequences outnumber the bytes that fit none; in legacy text they are chance hits."""
    broken = data.decode(errors="surrogateescape")
    others = len(broken) - len(broken.encode("ascii", "ignore"))
    bad = len(broken) - len(broken.encode(errors="ignore").decode())
    return others - bad > bad


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return None
    # A near tie goes to the encoding that is most in use: Central European reads as well, but `£5` as `Ł5`.
    for match in matches:
        if match.encoding == _USUAL and match.chaos <= best.chaos and match.coherence > best.coherence - _NEAR:
            return str(match)
    return str(best)
