"""In: files, folders, standard input. Out: `Document(id, text, source, published, …)`, one at a time.

The modules follow the flow: `finding` (paths → inputs), `decoding` (bytes → text), `sources` and `frontmatter` (what is
known of a text), `rows` (JSONL, CSV → documents), `reading` (all of it together).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures.documents.model import Document, Fields
from figures.later import later

if TYPE_CHECKING:
    from figures.documents.finding import count_bytes
    from figures.documents.reading import read

__all__ = ["Document", "Fields", "count_bytes", "read"]

# What not every run needs is imported when it is first asked for.
__getattr__ = later(__name__, {"count_bytes": "finding", "read": "reading"})
