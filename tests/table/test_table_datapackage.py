"""The descriptor says what the files hold, in the specification's words, and nothing of the machine."""

from __future__ import annotations

import json

import pytest

from figures.errors import UsageError
from figures.table import COMPARISONS, DOCUMENTS, FIGURES, LEDGER, ROW_TYPES, Resource, choose, package_text, schema
from figures.table import schema_text as text
from figures.table.datapackage import datapackage

RUN = {"policy": "news", "grammar": "en 1"}
ALL = [
    Resource("figures", "figures.csv", FIGURES, "ab" * 32, 10),
    Resource("documents", "documents.csv", DOCUMENTS),
    Resource("ledger", "ledger.csv", LEDGER),
]


def test_the_package() -> None:
    package = datapackage(ALL, RUN)
    assert package["profile"] == "tabular-data-package"
    assert package["figures"] == RUN
    figures, documents, ledger = package["resources"]
    assert (figures["path"], figures["bytes"], figures["hash"]) == ("figures.csv", 10, "sha256:" + "ab" * 32)
    assert (figures["encoding"], figures["format"], figures["dialect"]["lineTerminator"]) == ("utf-8", "csv", "\n")
    assert "hash" not in documents
    assert figures["schema"]["primaryKey"] == "figure_id"
    assert ledger["schema"]["primaryKey"] == ["document", "start", "end"]
    assert ledger["schema"]["foreignKeys"] == [
        {"fields": "document", "reference": {"resource": "documents", "fields": "document"}},
        {"fields": "figure_id", "reference": {"resource": "figures", "fields": "figure_id"}},
    ]


def test_no_key_to_what_is_not_there() -> None:
    (alone,) = datapackage(ALL[2:], RUN)["resources"]
    assert "foreignKeys" not in alone["schema"]
    without_id = Resource("figures", "figures.csv", choose(FIGURES, "text,value"))
    figures, ledger = datapackage([without_id, ALL[2]], RUN)["resources"]
    assert "primaryKey" not in figures["schema"]
    assert "foreignKeys" not in ledger["schema"]


@pytest.mark.parametrize("names", ["document", "start,end", "text"])
def test_a_part_of_a_key_is_no_key(names: str) -> None:
    described = schema(choose(LEDGER, names))
    assert "primaryKey" not in described
    assert not any(field.get("constraints", {}).get("unique") for field in described["fields"])


def test_fields() -> None:
    fields = {field["name"]: field for field in schema(FIGURES)["fields"]}
    assert list(fields) == [column.name for column in FIGURES]
    assert fields["figure_id"]["constraints"] == {"required": True, "unique": True}
    assert fields["line"]["constraints"] == {"required": True, "minimum": 1}
    assert fields["role"]["constraints"]["enum"] == ["from", "to", "change", "part", "whole", "base", "conversion"]
    assert "constraints" not in fields["value"]
    assert (fields["published"]["type"], fields["published"]["format"]) == ("datetime", "any")
    kinds = {"value": "number", "start": "integer", "near": "boolean", "as_of": "date", "kind": "string"}
    assert {name: fields[name]["type"] for name in kinds} == kinds
    assert schema(DOCUMENTS)["fields"][-1]["type"] == "array"
    assert schema(FIGURES)["missingValues"] == [""]


def test_jsonl_is_not_tabular_to_version_1() -> None:
    package = datapackage([Resource("figures", "figures.jsonl", FIGURES)], RUN)
    (resource,) = package["resources"]
    assert (package["profile"], resource["profile"], resource["format"]) == ("data-package", "data-resource", "jsonl")
    assert "dialect" not in resource


@pytest.mark.parametrize("path", ["/tmp/figures.csv", "../figures.csv", "a/../../figures.csv", "C:\\figures.csv"])
def test_paths_that_the_specification_forbids(path: str) -> None:
    with pytest.raises(UsageError, match="a data package cannot hold this path"):
        datapackage([Resource("figures", path, FIGURES)], RUN)


def test_the_same_run_gives_the_same_text() -> None:
    assert package_text(datapackage(ALL, RUN)) == package_text(datapackage(list(ALL), dict(RUN)))
    assert json.loads(package_text(datapackage(ALL, RUN))) == datapackage(ALL, RUN)


@pytest.mark.parametrize("name", ROW_TYPES)
def test_schema_text_names_every_column(name: str) -> None:
    from figures.table import table_columns

    names = [column.name for column in table_columns(name)]
    assert [line.split()[0] for line in text(name).splitlines()] == names
    assert [field["name"] for field in json.loads(text(name, "json"))["fields"]] == names
    lines = text(name, "markdown").splitlines()
    assert [line.split("|")[1].strip() for line in lines[2:]] == names
    assert {line.count("|") for line in lines} == {4}


def test_schema_text_in_words() -> None:
    assert "status     dictionary    whether it was read, passed over for a reason, or not read: parsed," in text(
        "ledger"
    )
    assert "reason     string, null  " in text("ledger")
    assert len(text("comparisons").splitlines()) == len(COMPARISONS)


def test_schema_text_refuses() -> None:
    with pytest.raises(UsageError, match="choose text, json or markdown"):
        text("ledger", "xml")
    with pytest.raises(UsageError, match="no table is called 'x'"):
        text("x")
