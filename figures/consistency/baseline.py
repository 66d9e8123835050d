"""Accepted findings ↔ a JSON file: what stands in it is not reported again.

A finding is known again by its code and by its figures' documents, words and sentences: not by lines or offsets, which
move when a text is edited elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

from figures.errors import UsageError
from figures.table import Figure, Finding

VERSION = 1


def fingerprint(finding: Finding, figures: Mapping[str, Figure]) -> str:
    """A finding's stable name: 16 hexadecimal digits."""
    those = sorted((one.document, one.text, one.sentence) for one in map(figures.get, finding.figure_ids) if one)
    said = those or [(finding.document, finding.message, "")]
    return blake2b(json.dumps([finding.code, said]).encode(), digest_size=8).hexdigest()


def load(path: str | Path) -> frozenset[str]:
    """The fingerprints in a baseline. Raises UsageError if it is not there, or no baseline."""
    try:
        given = json.loads(Path(path).read_text(encoding="utf-8"))
        return frozenset(str(entry["fingerprint"]) for entry in given["findings"])
    except OSError as error:
        remedy = "write one with --update-baseline"
        raise UsageError(f"cannot be read ({error.strerror})", where=str(path), remedy=remedy) from None
    except (ValueError, KeyError, TypeError):
        raise UsageError("is no baseline", where=str(path), remedy="write one with --update-baseline") from None


def dump(findings: Iterable[Finding], figures: Mapping[str, Figure]) -> str:
    """The baseline that accepts these findings."""
    entries = [
        {"fingerprint": fingerprint(finding, figures), "code": finding.code, "message": finding.message}
        for finding in findings
    ]
    entries.sort(key=lambda entry: (entry["code"], entry["message"], entry["fingerprint"]))
    return json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2) + "\n"
