"""Bytes → text: nothing but a byte order mark is taken away, and what is no text is refused."""

from __future__ import annotations

import codecs
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.documents import read
from figures.documents.decoding import decode
from figures.errors import DocumentError

pytestmark = pytest.mark.filterwarnings("error")

FRENCH = (
    "Près de 3 000 personnes ont été évacuées dès l'été à cause des inondations, a déclaré le préfet à la presse. " * 3
)
ENGLISH = "Officials said the £5 million fund, half of last year’s, would help 300 people – “a start”. " * 4
TURKISH = "Kişi başına 300 lira ödendi. Bakanlık dün akşam ölü sayısının 40'a yükseldiğini bildirdi. "
CZECH = "Více než 300 lidí zahynulo, řekl ministr. Příliš žluťoučký kůň úpěl ďábelské ódy. " * 2
RUSSIAN = "Более 300 человек погибли, заявил министр в понедельник. " * 2

TEXTS = [
    (b"", "", "an empty file is an empty text"),
    (b"40 km\r\n\r5\n", "40 km\r\n\r5\n", "line endings stand: offsets count them"),
    ("€2.5bn".encode(), "€2.5bn", "UTF-8"),
    (codecs.BOM_UTF8 + "€2.5bn".encode(), "€2.5bn", "its byte order mark is no text"),
    (codecs.BOM_UTF8 * 2, "\ufeff", "only the first is a mark"),
    ("€2.5bn \U0001d7d2".encode("utf-16"), "€2.5bn \U0001d7d2", "UTF-16 in the machine's order"),
    (codecs.BOM_UTF16_BE + "5\r\n".encode("utf-16-be"), "5\r\n", "UTF-16, big-endian"),
    (codecs.BOM_UTF32_LE + "5 km".encode("utf-32-le"), "5 km", "UTF-32, whose mark begins as that of UTF-16"),
    (b"\x1b[1m40\x1b[0m killed", "\x1b[1m40\x1b[0m killed", "sound UTF-8 is text, colours of a terminal included"),
    (FRENCH.encode("cp1252"), FRENCH, "Western European, which Central European would read as Prčs"),
    (ENGLISH.encode("cp1252"), ENGLISH, "Western European, which Central European would read as Ł5"),
    (TURKISH.encode("cp1254"), TURKISH, "Turkish"),
    (CZECH.encode("cp1250"), CZECH, "Central European"),
    (RUSSIAN.encode("cp1251"), RUSSIAN, "Cyrillic"),
]


@pytest.mark.parametrize(("data", "text", "reason"), TEXTS, ids=[case[2] for case in TEXTS])
def test_text(data: bytes, text: str, reason: str) -> None:
    assert decode(data, "a.txt") == text, reason


BINARY = "a.txt: is binary, not text; leave it out, or convert it to plain text"
REFUSED = [
    (b"40\x00 km", BINARY, "a NUL"),
    ("12 km".encode("utf-16-le"), BINARY, "UTF-16 without a mark: not the digits 1 and 2 apart"),
    (codecs.BOM_UTF16_LE + b"\x00\x00" * 9, BINARY, "NULs behind a mark"),
    (bytes(range(1, 256)), BINARY, "one byte in ten is a control character"),
    (
        "£5 €6 ".encode() * 8 + b"\xe9",
        "a.txt: is not UTF-8 (byte 0xe9 at offset 72); save it as UTF-8",
        "damaged UTF-8",
    ),
    (
        codecs.BOM_UTF8 + b"ab\xff",
        "a.txt: is not UTF-8 (byte 0xff at offset 5); save it as UTF-8",
        "offset in the file",
    ),
    (
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
        "a.txt: is not UTF-16, though it begins with the byte order mark of UTF-16; save it as UTF-8",
        "half of a surrogate pair",
    ),
]


@pytest.mark.parametrize(("data", "message", "reason"), REFUSED, ids=[case[2] for case in REFUSED])
def test_no_text(data: bytes, message: str, reason: str) -> None:
    with pytest.raises(DocumentError) as raised:
        decode(data, "a.txt")
    assert str(raised.value) == message, reason


def test_bytes_without_a_guess_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("figures.documents.decoding._guess", lambda data: None)
    with pytest.raises(DocumentError) as raised:
        decode(b"caf\xe9", "a.txt")
    assert str(raised.value) == "a.txt: is not UTF-8 (byte 0xe9 at offset 3); save it as UTF-8"


@given(st.text())
def test_any_text_behind_a_mark_reads_back(text: str) -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        if encoding == "utf-8-sig" or "\0" not in text:
            assert decode(text.encode(encoding), "a.txt") == text


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_file_of_utf8_reads_back(text: str) -> None:
    """But for a byte order mark at its start. (No text drawn here begins with front matter.)"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_bytes(text.encode())
        document = next(read([path]))
    assert document.text == text.removeprefix("\ufeff")


@given(st.binary())
def test_any_bytes_are_text_or_a_document_error(data: bytes) -> None:
    try:
        text = decode(data, "a.txt")
    except DocumentError as error:
        assert error.where == "a.txt" and error.remedy
    else:
        assert text.encode().decode() == text, "what was read can be written"
