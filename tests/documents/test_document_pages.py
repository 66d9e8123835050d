"""Web pages, PDF and Word files → their text, and what they say of themselves."""

from __future__ import annotations

import importlib
import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest

import figures
from figures.documents import read
from figures.errors import DocumentError

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}"><title>Market blast kills 12</title>
<meta property="og:site_name" content="Northern Wire">
<meta property="article:published_time" content="2022-01-17T09:30:00+02:00">
<link rel="canonical" href="https://news.example/blast"></head><body>
<nav><a href="/">Home</a> <a href="/top">Top 10 stories</a></nav>
<article><h1>Market blast kills 12</h1>
<p>A blast killed 12 people in the café of a market on Monday, officials said, and hurt 30 more.</p>
<p>Rescue workers searched through the night. The damage is put at £5m.</p></article>
<footer>14 comments</footer></body></html>"""


RAISED_WORD = re.compile(r"\^(\d+)")


def written(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)


def pdf(*lines: str, title: str = "") -> bytes:
    """A PDF of one page with those lines; what stands behind a `^` is raised."""
    shown = " ".join(
        RAISED_WORD.sub(r") Tj /F1 7 Tf 5 Ts (\1) Tj /F1 12 Tf 0 Ts (", f"({line}) Tj T*") for line in lines
    )
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        f"<< /Title ({title}) >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 6\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def word(*paragraphs: str) -> bytes:
    """A Word file with those paragraphs, and a table of one row."""
    file, out = docx.Document(), io.BytesIO()
    file.core_properties.title = "Situation report 4"
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    cells = file.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Displaced", "4,500 people"
    file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_page_is_its_article_and_what_it_says_of_itself(tmp_path: Path, charset: str) -> None:
    (page,) = read([written(tmp_path / "blast.html", PAGE.format(charset=charset).encode(charset))])
    assert page.source == "Northern Wire"
    assert page.published == datetime(2022, 1, 17, 9, 30)
    assert page.url == "https://news.example/blast"
    assert page.title == "Market blast kills 12"
    assert "café" in page.text
    assert "comments" not in page.text
    assert "Top 10" not in page.text
    found = figures.extract(page)
    assert [row.text for row in found if row.kind != "date"][-3:] == ["12 people", "30", "£5m"]
    assert all(row.text == page.text[row.start : row.end] for row in found)


def test_what_the_caller_and_sources_toml_know_goes_before_what_a_page_says(tmp_path: Path) -> None:
    path = written(tmp_path / "blast.htm", PAGE.format(charset="utf-8").encode())
    (tmp_path / "sources.toml").write_text('[[document]]\npath = "blast.htm"\nsource = "Harbour Courier"\n')
    (page,) = read([str(tmp_path)], published="2022-01-18")
    assert (page.source, page.published, page.title) == (
        "Harbour Courier",
        datetime(2022, 1, 18),
        "Market blast kills 12",
    )
    assert path.endswith(page.id)


def test_a_page_that_is_no_article_is_all_its_text(tmp_path: Path) -> None:
    (page,) = read([written(tmp_path / "a.html", b"<html><body>12 dead</body></html>")])
    assert page.text.strip() == "12 dead"


def test_a_pdf_is_its_lines(tmp_path: Path) -> None:
    data = pdf("At least 12 people were killed and", "30 were hurt on Monday.", title="Situation report")
    (page,) = read([written(tmp_path / "a.pdf", data)])
    assert page.text.split("\n")[:2] == ["At least 12 people were killed and", "30 were hurt on Monday."]
    assert (page.title, page.published) == ("Situation report", None)
    assert [(row.text, row.event) for row in figures.extract(page)][:2] == [
        ("At least 12 people", "killed"),
        ("30", "injured"),
    ]


def test_a_word_file_is_its_paragraphs_and_rows(tmp_path: Path) -> None:
    (page,) = read([written(tmp_path / "a.docx", word("Floods killed 12 people.", "", "Roads are cut."))])
    assert page.text == "Floods killed 12 people.\n\nRoads are cut.\n\n| Displaced | 4,500 people |"
    assert page.title == "Situation report 4"


def test_raised_digits_of_a_pdf_are_no_end_of_a_number(tmp_path: Path) -> None:
    lines = "Floods killed 14^1 people on 2.5 km^2 of land,", "12/05/2024, 2 1/2 years after a flood killed 1,204^12."
    (page,) = read([written(tmp_path / "a.pdf", pdf(*lines))])
    first, second = page.text.rstrip().split("\n")
    assert first == "Floods killed 14¹ people on 2.5 km² of land,"
    assert second == "12/05/2024, 2 1/2 years after a flood killed 1,204¹²."
    assert [row.value for row in figures.extract(page) if row.kind in ("count", "number")] == [14.0, 1204.0]


def test_raised_digits_of_a_page_stay_raised_and_what_is_struck_out_is_left_out(tmp_path: Path) -> None:
    said = (
        "<p>Floods killed <s>12</s> 14<sup><a href='#1'>1</a></sup> people on 2.5&times;10<sup>3</sup> km<sup>2</sup>."
    )
    (page,) = read([written(tmp_path / "a.html", f"<html><body><article>{said}</article></body></html>".encode())])
    assert " ".join(page.text.split()) == "Floods killed 14¹ people on 2.5×10³ km²."
    assert [row.value for row in figures.extract(page)] == [14.0, 2500.0]


def test_raised_digits_of_a_word_file_stay_raised_and_what_is_struck_out_is_left_out(tmp_path: Path) -> None:
    file, out = docx.Document(), io.BytesIO()
    paragraph = file.add_paragraph("Floods killed ")
    paragraph.add_run("12").font.strike = True
    paragraph.add_run("14")
    paragraph.add_run("1").font.superscript = True
    paragraph.add_run(" people.")
    file.save(out)
    (page,) = read([written(tmp_path / "a.docx", out.getvalue())])
    assert page.text == "Floods killed 14¹ people."


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.4 cut off", "is no PDF that can be read"),
        ("a.pdf", pdf(), "is a PDF without text"),
        ("a.docx", b"PK\x03\x04", "is no Word file"),
        ("a.html", b"<html><body></body></html>", "is a page without text"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    written(tmp_path / name, data)
    (tmp_path / "b.txt").write_text("40 killed")
    told: list[DocumentError] = []
    assert [page.id for page in read([str(tmp_path)], on_error=told.append)] == ["b.txt"]
    (error,) = told
    assert says in str(error)
    assert name in str(error)


@pytest.mark.parametrize(("name", "extra"), [("a.html", "html"), ("a.pdf", "pdf"), ("a.docx", "docx")])
def test_a_reader_that_is_not_installed_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, extra: str
) -> None:
    def absent(module: str) -> Any:
        raise ImportError(name=module)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(DocumentError, match=rf"prose-figures\[{extra}\]"):
        list(read([written(tmp_path / name, b"<p>12 dead</p>")]))


def test_a_page_may_come_through_standard_input() -> None:
    (page,) = read(["-"], stdin=io.BytesIO(b"<p>12 people died.</p>"), stdin_format="html")
    assert page.text == "12 people died."
