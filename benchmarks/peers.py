"""figures beside other extractors: the same texts, the same run, by turns.

    python benchmarks/peers.py [--seconds 20] [--rounds 2] [--size 10MB] [--peers NAME …]

Installs each peer in an environment of its own under build/peers (kept for the next time). In each round a peer reads
documents of the corpus for so many seconds of CPU, and then figures reads the same ones, each in a fresh process whose
start-up is not counted. `figures` has read nothing before; `warm` is its second pass over the same documents. A ratio
says how many times as fast figures is. What the peers find differs: they read one sentence pattern at a time and give
neither context nor a table. Peers that cannot be installed or run are named, with the reason.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from measuring import corpus_file, met, size, stored, table, work_folder, write_jsonl

WORKER = Path(__file__).with_name("peer_worker.py")


@dataclass(frozen=True)
class Peer:
    """An extractor: what to install, and how many times as fast figures must be."""

    name: str
    packages: tuple[str, ...]
    bar: float | None = None


PEERS = (
    Peer("quantulum3", ("quantulum3", "num2words", "inflect"), 45),
    Peer("duckling", ("pyduckling-native-phihos",), 30),
    Peer("recognizers", ("recognizers-text-suite", "emoji<2", "setuptools<80")),
)


def installed(peer: Peer) -> tuple[Path | None, str]:
    """The peer's own python, or None and why there is none."""
    folder = Path(__file__).resolve().parent.parent / "build" / "peers" / peer.name
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if (folder / "installed").exists():
        return python, ""
    commands = [
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *peer.packages],
    ]
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            return None, f"cannot be installed: {_last_line(done.stderr)}"
    (folder / "installed").touch()
    return python, ""


def ask(python: Path, name: str, source: Path, seconds: float) -> dict[str, float] | str:
    """What the worker measured, or why it could not."""
    command = [str(python), str(WORKER), name, str(source), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return f"cannot be run: {_last_line(done.stderr) or f'status {done.returncode}'}"
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""


def compare(peer: Peer, documents: list[dict[str, object]], rounds: int, seconds: float) -> list[object] | str:
    """The row of one peer, or why there is none."""
    python, why = installed(peer)
    if python is None:
        return why
    source = work_folder() / "peers.jsonl"
    totals = {"characters": 0.0, "seconds": 0.0, "found": 0.0, "cold": 0.0, "warm": 0.0, "figures": 0.0}
    share = len(documents) // rounds
    for turn in range(rounds):
        part = documents[turn * share : (turn + 1) * share]
        write_jsonl(source, part)
        theirs = ask(python, peer.name, source, seconds)
        if isinstance(theirs, str):
            return theirs
        write_jsonl(source, part[: int(theirs["documents"])])
        ours = ask(Path(sys.executable), "figures", source, float("inf"))
        if isinstance(ours, str):
            return f"figures {ours}"
        for key in ("characters", "seconds", "found"):
            totals[key] += theirs[key]
        totals["cold"] += ours["seconds"]
        totals["warm"] += ours["warm"]
        totals["figures"] += ours["found"]
    source.unlink()
    ratio, characters = totals["seconds"] / totals["cold"], totals["characters"]
    return [
        peer.name,
        int(characters),
        *(characters / 1000 / totals[key] for key in ("seconds", "cold", "warm")),
        *(int(totals["found"]), int(totals["figures"])),
        *(ratio, totals["seconds"] / totals["warm"], peer.bar, met(None if peer.bar is None else ratio >= peer.bar)),
    ]


def main() -> int:
    """The command line. Returns 1 if a bar is missed or a peer with a bar does not run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=20.0, help="CPU seconds of each peer in each round")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--size", type=size, default=size("10MB"), help="the corpus of which they read a part")
    parser.add_argument("--peers", nargs="+", choices=[peer.name for peer in PEERS])
    given = parser.parse_args()

    corpus: list[dict[str, object]] = [{"id": one.id, "text": one.text} for one in stored(corpus_file(given.size))]
    rows, failed, holds = [], [], True
    for peer in PEERS:
        if given.peers and peer.name not in given.peers:
            continue
        row = compare(peer, corpus, given.rounds, given.seconds)
        if isinstance(row, str):
            failed.append(f"{peer.name}: {row}")
            holds = holds and peer.bar is None
        else:
            rows.append(row)
            holds = holds and row[-1] != met(False)
        print(f"{peer.name}: {'no' if isinstance(row, str) else 'done'}", file=sys.stderr, flush=True)
    speeds = ["peer KB/s", "figures KB/s", "warm KB/s"]
    print(table(["", "characters", *speeds, "found", "by figures", "× as fast", "× warm", "bar", "met"], rows))
    for line in failed:
        print(line)
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())
