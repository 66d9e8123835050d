"""What a fresh process costs: CPU seconds, medians of several runs, by turns.

    python benchmarks/startup.py [--runs 11]

Against `python -c pass`, which is taken off: the version, the help, and the first sentence extracted. The package's
modules are compiled before, as they are where a wheel is installed.
"""

from __future__ import annotations

import argparse
import compileall
import sys
from pathlib import Path
from statistics import median

from measuring import Child, figures_command, met, run, table

import figures

SENTENCE = "More than 14,000 people have been killed since 2014."
FIRST = f"import figures; assert len(figures.extract({SENTENCE!r})) == 2"

BARS = {"figures --version": 0.15, "first sentence extracted": 0.80}
"""CPU seconds over a bare python."""


def main() -> int:
    """The command line. Returns 1 if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11)
    given = parser.parse_args()

    compileall.compile_dir(Path(figures.__file__).parent, quiet=1)
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "figures --version": [*figures_command(), "--version"],
        "figures --help": [*figures_command(), "--help"],
        "import figures.Extractor": [sys.executable, "-c", "from figures import Extractor"],
        "first sentence extracted": [sys.executable, "-c", FIRST],
    }
    taken: dict[str, list[Child]] = {name: [] for name in commands}
    for _ in range(given.runs):
        for name, command in commands.items():
            taken[name].append(run(command))
    failed = [name for name, children in taken.items() if any(child.status for child in children)]
    bare = median(child.cpu for child in taken["python -c pass"])
    rows, holds = [], not failed
    for name, children in taken.items():
        cpu, bar = median(child.cpu for child in children), BARS.get(name)
        held = None if bar is None else cpu - bare <= bar
        holds = holds and held is not False
        rows.append([name, cpu, cpu - bare, bar, met(held)])
    print(table(["", "CPU s", "over python", "bar", "met"], rows))
    for name in failed:
        print(f"failed: {name}")
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
