"""In: the path of a file, perhaps packed (`.gz`, `.zst`). Out: a stream of the bytes that it holds."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from figures.errors import DocumentError, UsageError

PACKED = (".gz", ".zst")


def unpacked(name: str) -> str:
    """The name of a file without the suffix that says it is packed."""
    stem, suffix = os.path.splitext(name)
    return stem if suffix.lower() in PACKED else name


@contextmanager
def opened(path: str, place: str) -> Iterator[IO[bytes]]:
    """The bytes that a file holds. Raises `OSError`, `DocumentError` for what is packed badly, `UsageError`."""
    suffix = os.path.splitext(path)[1].lower()
    with open(path, "rb") as file:
        if suffix == ".gz":
            import gzip
            import zlib

            try:
                yield gzip.GzipFile(fileobj=file)  # type: ignore[misc]
            except (EOFError, zlib.error, gzip.BadGzipFile) as error:
                raise DocumentError(f"is not whole gzip ({error})", where=place, remedy="pack it again") from None
        elif suffix == ".zst":
            pyarrow = _pyarrow(place)
            try:
                stream: Any = pyarrow.CompressedInputStream(pyarrow.PythonFile(file, "r"), "zstd")
                yield io.BufferedReader(stream)
            except OSError as error:
                if error.errno is not None:
                    raise
                raise DocumentError(f"is not whole zstd ({error})", where=place, remedy="pack it again") from None
        else:
            yield file


def parquet_rows(path: str, place: str, names: list[str]) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The columns of a Parquet file, and its rows with those of them that are among `names`, streamed.

    Raises `OSError`, `UsageError` where pyarrow is missing, and `DocumentError` for what is no Parquet.
    """
    pyarrow = _pyarrow(place)
    import pyarrow.parquet as parquet

    with open(path, "rb"):  # the system's own word for a file that is not there or may not be read
        pass
    try:
        file = parquet.ParquetFile(path)
    except (pyarrow.ArrowException, OSError) as error:
        what = f"is not Parquet ({str(error).splitlines()[0]})"
        raise DocumentError(what, where=place, remedy="leave it out, or write it again") from None
    present = list(file.schema_arrow.names)
    return present, _rows(pyarrow, file, [name for name in names if name in present], place)


def _rows(pyarrow: Any, file: Any, columns: list[str], place: str) -> Iterator[dict[str, Any]]:
    try:
        for batch in file.iter_batches(batch_size=1024, columns=columns):
            yield from batch.to_pylist()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        what = f"cannot be read to its end ({str(error).splitlines()[0]})"
        raise DocumentError(what, where=place, remedy="leave it out, or write it again") from None
    finally:
        file.close()


def _pyarrow(place: str) -> Any:
    try:
        import pyarrow
    except ImportError:
        remedy = 'pip install "prose-figures[arrow]"'
        raise UsageError("needs pyarrow, which is not installed", where=place, remedy=remedy) from None
    return pyarrow
