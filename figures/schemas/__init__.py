"""What holds of the tables: laws as data, faults found without a library of tables, and pandera models of all six.

laws → faults; laws → polars, pandas. Only the last two, `figures.schemas.polars` and `.pandas`, need pandera.
"""

from figures.schemas.faults import Examined, Fault, examine
from figures.schemas.given import columns_of_any
from figures.schemas.laws import LAWS, Law

__all__ = ["LAWS", "Examined", "Fault", "Law", "columns_of_any", "examine"]
