"""In: the arguments. Out: the exit status; every error of the family as one message, and no traceback."""

from __future__ import annotations

import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

import rich_click as click
from click.exceptions import ClickException, Exit, NoArgsIsHelpError

from figures import __version__
from figures.cli import streams
from figures.cli.check import check
from figures.cli.compare import compare
from figures.cli.diff import diff
from figures.cli.explain import explain
from figures.cli.extract import extract, ledger
from figures.cli.grammar import grammar
from figures.cli.options import Group, help_style
from figures.cli.schema import schema
from figures.errors import FiguresError, OutputError

INTERNAL = 70
"""EX_SOFTWARE of sysexits.h: Python's own 1 would read as a finding."""

EPILOG = """Exit status: 0 done; 1 a finding is an error, two tables differ, or an example of the grammar fails; 2 the
call or a grammar is at fault; 3 some input cannot be read (the rest still is), or an output not be written."""


@click.group(
    "figures",
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EPILOG,
)
@click.version_option(__version__, prog_name="figures", message="%(prog)s %(version)s")
def command() -> None:
    """Quantitative claims out of prose, by grammar rules, as a typed table, checked across sources."""


for _each in (extract, check, compare, diff, explain, ledger, grammar, schema):
    command.add_command(_each)


class Ended(BaseException):
    """A signal asks the process to end. `with` blocks clean up on its way."""

    def __init__(self, number: int) -> None:
        self.exit_status = 128 + number
        super().__init__(number)


def run(arguments: Sequence[str]) -> int:
    """Run one command line. Returns the exit status; raises nothing."""
    streams.make_utf8()
    messages = streams.Messages()
    try:
        with _ending():
            return _invoke(arguments)
    except Ended as ended:
        streams.abandon_stdout()
        if ended.exit_status == 128 + signal.SIGINT:
            messages.plain("figures: interrupted")
        return ended.exit_status
    except KeyboardInterrupt:
        streams.abandon_stdout()
        messages.plain("figures: interrupted")
        return 128 + signal.SIGINT
    except BrokenPipeError:  # the reader has seen enough: `figures … | head`
        streams.abandon_stdout()
        return 0
    except FiguresError as error:
        messages.error(error)
        streams.settle_stdout()
        return error.exit_status
    except OSError as error:  # standard output, under the help
        messages.error(streams.cannot_print(error))
        streams.settle_stdout()
        return OutputError.exit_status
    except Exception:
        traceback.print_exc()
        streams.settle_stdout()
        messages.error("this is a fault in figures itself; please report it with the lines above")
        return INTERNAL


def _invoke(arguments: Sequence[str]) -> int:
    messages = streams.Messages()
    try:
        with command.make_context("figures", list(arguments), rich_help_config=help_style()) as context:
            status = command.invoke(context)
    except Exit as end:
        status = end.exit_code
    except NoArgsIsHelpError as help_:
        messages.plain(click.unstyle(help_.format_message()))
        status = help_.exit_code
    except ClickException as error:
        context_of = getattr(error, "ctx", None)
        path = context_of.command_path if context_of is not None else "figures"
        messages.error(f"{error.format_message().strip().rstrip('.')}; see {path} --help")
        status = error.exit_code
    if sys.stdout is not None:
        sys.stdout.flush()
    return int(status or 0)


@contextmanager
def _ending() -> Iterator[None]:
    """While it holds, SIGINT, SIGTERM and SIGHUP raise `Ended`; signals that were ignored (nohup) stay so."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {}
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, _end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(number: int, frame: FrameType | None) -> None:
    for each in ("SIGINT", "SIGTERM", "SIGHUP"):  # a second one must not interrupt the cleaning up
        if hasattr(signal, each):
            signal.signal(getattr(signal, each), signal.SIG_IGN)
    raise Ended(number)
