"""The whole flow: documents in, the tables of figures, ledger and documents out."""

from figures.context.mention import Mention
from figures.extraction.extractor import Extractor
from figures.extraction.parallel import tune_memory
from figures.extraction.result import Figures, extract, extract_each, lent, publication

__all__ = ["Extractor", "Figures", "Mention", "extract", "extract_each", "lent", "publication", "tune_memory"]
