"""In: bytes for one or more files. Out: the files, all of them whole, or what stood there before.

Each file is written under a temporary name in its own folder and renamed at the end, once all of a run are written.
Nothing is forced to the disk: the law holds for failures of the program and full disks, not for a loss of power.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from figures.errors import OutputError, UsageError

_REMEDIES = {
    "ENOSPC": "free some space, or choose another folder",
    "EDQUOT": "free some space, or choose another folder",
    "ENOENT": "create its folder first",
    "ENOTDIR": "choose a path whose folders are folders",
    "EISDIR": "name a file, not a folder",
    "EACCES": "choose a place that you may write to",
    "EPERM": "choose a place that you may write to",
    "EROFS": "choose a place that you may write to",
    "ENAMETOOLONG": "choose a shorter name",
}


def cannot_write(where: str, error: OSError) -> OutputError:
    """The OutputError that tells of `error` at `where`, with what to do about it."""
    remedy = _REMEDIES.get(errno.errorcode.get(error.errno or 0, ""), "choose another place")
    return OutputError(f"cannot be written ({error.strerror or error})", where=where, remedy=remedy)


class Pending:
    """One file of a transaction while it is written: a binary stream that counts and hashes what it is given."""

    def __init__(self, path: Path) -> None:
        import hashlib

        self.path = path
        self.size = 0
        self._hash = hashlib.sha256()
        self._temporary: str | None = None
        self._backup: str | None = None
        self._existed = self._placed = False
        try:
            # A link stays a link: what it points to is replaced.
            self.final = os.path.realpath(path)
            self._stream = self._opened()
        except OSError as error:
            raise cannot_write(str(path), error) from error

    def _opened(self) -> BinaryIO:
        try:
            mode = os.stat(self.final).st_mode
        except FileNotFoundError:
            return self._beside(None)
        if not stat.S_ISREG(mode):
            # A pipe or a device must not be replaced and is written to directly; a folder fails here.
            return open(self.final, "wb")
        if not os.access(self.final, os.W_OK):
            # Renaming over a write-protected file would succeed, and nobody who protected it expects that.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        self._existed = True
        return self._beside(stat.S_IMODE(mode))

    def _beside(self, mode: int | None) -> BinaryIO:
        # The name is short whatever the file is called, and no two runs share it. O_EXCL follows no planted link.
        name = os.path.join(os.path.dirname(self.final), f".figures-{os.getpid():x}-{os.urandom(4).hex()}.part")
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        # Until its bits are copied, the stand-in of an existing file is for its owner only.
        descriptor = os.open(name, flags, 0o666 if mode is None else 0o600)
        self._temporary = name
        if mode is not None:
            with suppress(OSError):  # a file system without permission bits
                os.chmod(name, mode)
        return open(descriptor, "wb", buffering=1 << 18)

    @property
    def sha256(self) -> str:
        """SHA-256 of what was written so far, in hexadecimal."""
        return self._hash.hexdigest()

    def write(self, data: bytes) -> int:
        """Take `data`. Raises OutputError if it cannot be kept."""
        self._hash.update(data)
        self.size += len(data)
        try:
            return self._stream.write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise cannot_write(str(self.path), error) from error

    def lend(self) -> str:
        """A path to write to by other means than this stream, such as a library's own; it is renamed like the rest.

        Raises OutputError where the file is a pipe or device, which cannot be renamed over.
        """
        if self._temporary is None:
            what, remedy = "is a pipe or device, and needs to be a file", "choose another place, or CSV"
            raise OutputError(what, where=str(self.path), remedy=remedy)
        self.finish()
        return self._temporary

    def finish(self) -> None:
        """Hand everything to the system. Raises OutputError if it has no room."""
        try:
            self._stream.close()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise cannot_write(str(self.path), error) from error

    def place(self) -> None:
        """Rename the finished file into place. Raises OutputError if that fails."""
        if self._temporary is None:
            return
        try:
            if self._existed:
                backup = self._temporary + ".old"
                with suppress(OSError):  # a file system without hard links: then there is no way back
                    os.link(self.final, backup)
                    self._backup = backup
            os.replace(self._temporary, self.final)
            self._temporary = None
            self._placed = True
        except OSError as error:
            raise cannot_write(str(self.path), error) from error

    def undo(self) -> None:
        """Put back what stood there, as far as possible, and remove the temporary file. Never raises."""
        with suppress(OSError):
            self._stream.close()
        if self._placed and self._backup is not None:
            with suppress(OSError):
                os.replace(self._backup, self.final)
                self._backup = None
        elif self._placed and not self._existed:
            with suppress(OSError):
                os.unlink(self.final)
        self.forget()

    def forget(self) -> None:
        """Remove what is left beside the file. Never raises."""
        for name in (self._temporary, self._backup):
            if name is not None:
                with suppress(OSError):
                    os.unlink(name)
        self._temporary = self._backup = None


class Transaction:
    """Files of one run that are put in place together.

    When the `with` block ends, all files are renamed into place; when it raises, or one file cannot be completed, none
    is and no temporary file is left. A file already renamed when the renaming of another fails is put back.
    """

    def __init__(self) -> None:
        self._files: list[Pending] = []

    def open(self, path: str | Path) -> Pending:
        """A stream for the file that will stand at `path`.

        Raises OutputError if it cannot be created, UsageError if the transaction writes that file already.
        """
        pending = Pending(Path(path))
        if any(known.final == pending.final for known in self._files):
            pending.undo()
            raise UsageError("two outputs have the same path", where=str(path), remedy="give each its own")
        self._files.append(pending)
        return pending

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        placed = False
        try:
            if kind is None:
                for each in self._files:
                    each.finish()
                for each in self._files:
                    each.place()
                placed = True
        finally:
            for each in self._files:
                if placed:
                    each.forget()
                else:
                    each.undo()
            self._files.clear()
