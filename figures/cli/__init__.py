"""In: the arguments of the command `figures`. Out: its exit status.

    app         the command group, and every error turned into a message and a status
    options     what the commands share: which documents, which grammar, which format
    extract     documents → figures, ledger and documents tables; `outputs` is where they go
    explain, grammar, schema
    streams, progress    standard output and standard error

Exit status: 0 done; 1 a finding of severity error, or an example of the grammar that fails; 2 the call or a grammar is
at fault; 3 some input cannot be read, or an output not be written. Where several hold: 2, then 3, then 1. Beside these
130 and 143 after SIGINT and SIGTERM, and 70 for a fault of figures itself.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments`, those of the process by default. Returns the exit status, and never raises."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == ["--version"]:
            from figures.cli.streams import version

            return version()
        from figures.cli.app import run

        return run(given)
    except KeyboardInterrupt:  # while the modules are loaded
        return 130
