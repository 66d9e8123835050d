"""The whole flow: documents in, the tables of figures, ledger and documents out."""

from figures.extraction.extractor import Extractor
from figures.extraction.result import Figures, extract, extract_each, publication
from figures.extraction.rows import Mention

__all__ = ["Extractor", "Figures", "Mention", "extract", "extract_each", "publication"]
