"""The write: the new bytes arrive whole, or the old ones stay.

The new contents go into a temporary file in the target's folder, to the disk, and by one rename to the target's name;
whoever opens the name meets the old file or the new one, never half of either. Where a rename would break something
the file is written in place instead, with a copy of its old contents kept on disk until the new ones are safe:

- another hard link would go on naming the old contents;
- the folder does not let us create or rename (no permission, a sticky folder, a bind mount);
- the new file could not be given the owner, group, access list or extended attributes of the old one.

A symbolic link stays and its target is written. Whether the target is a file that may be written at all, one outside
the tree for instance, is decided where files are found: `discovery` offers such a link only if the user named it.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

# What a folder answers that will not have a new file, or will not let it take the place of the old one.
_FOLDER_FORBIDS = {errno.EACCES, errno.EPERM, errno.EROFS}
_RENAME_FORBIDDEN = _FOLDER_FORBIDS | {errno.EBUSY, errno.EXDEV}

# The target's path is resolved already, so a link met on opening has just been put there; and no FIFO is waited for.
_FLAGS = (
    getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


class WriteRefused(Exception):
    """The file was left alone on purpose. `reason` is a sentence about the file, without its path."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RestoreFailed(OSError):
    """Writing in place failed half-way, and so did putting the old contents back. They are in the file `copy`."""

    def __init__(self, error: BaseException, copy: Path) -> None:
        number = error.errno if isinstance(error, OSError) else None
        super().__init__(number or errno.EIO, f"writing failed half-way ({error}); the old contents are in {copy}")
        self.copy = copy


def write_atomic(path: str | os.PathLike[str], data: bytes, *, expected: bytes) -> None:
    """Make `data` the contents of the file at `path`, provided that they are still `expected`.

    Mode, owner, group, access list and extended attributes are kept, as are symbolic and hard links.

    Raises `WriteRefused`, with the file untouched, if it is gone, not a regular file, no longer `expected`, or
    read-only: a file that we have no permission to write is not replaced, though the rename would succeed. Root may
    write anything, so for root, too, a file is read-only if its mode lets nobody write: somebody meant that.
    Raises `OSError` if the disk fails (full, or a size limit), with the old contents in place and nothing left over,
    or `RestoreFailed`.

    Between the last comparison with `expected` and the rename are a few microseconds that no portable call closes.
    """
    try:
        target = Path(os.path.realpath(path, strict=True))
    except OSError as error:
        raise WriteRefused(f"it cannot be found: {error.strerror}") from error
    status = _check(target, expected)
    if data == expected:
        return
    if status.st_nlink > 1 or not _replace(target, status, data, expected):
        _overwrite(target, data, expected)


def _check(target: Path, expected: bytes) -> os.stat_result:
    """Give the target's status if it may be written and holds `expected`; otherwise raise `WriteRefused`."""
    try:
        status = os.lstat(target)
        if not stat.S_ISREG(status.st_mode):
            raise WriteRefused("it is not a regular file")
        if not _is_writable(target, status):
            raise WriteRefused("it is read-only")
        descriptor = os.open(target, os.O_RDONLY | _FLAGS)
    except OSError as error:
        raise WriteRefused(f"it cannot be read: {error.strerror}") from error
    try:
        _check_contents(descriptor, expected)
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def _check_contents(descriptor: int, expected: bytes) -> None:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise WriteRefused("it is not a regular file")
    with open(descriptor, "rb", closefd=False) as file:
        if file.read(len(expected) + 1) != expected:
            raise WriteRefused("it changed on disk after it was read")


def _is_writable(target: Path, status: os.stat_result) -> bool:
    effective = os.access in os.supports_effective_ids
    return bool(status.st_mode & 0o222) and os.access(target, os.W_OK, effective_ids=effective)


def _replace(target: Path, status: os.stat_result, data: bytes, expected: bytes) -> bool:
    """Rename a new file over the target. False, with nothing changed, if that is not possible here."""
    with _temporary_name(target.parent) as temporary:
        try:
            descriptor = _create(temporary)
        except OSError as error:
            if error.errno in _FOLDER_FORBIDS:
                return False
            raise
        try:
            _write_at(descriptor, 0, data)
            if not _carry_over(target, status, descriptor):
                return False
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        # Once more, for the time that the disk took.
        if not os.path.samestat(status, _check(target, expected)):
            raise WriteRefused("it was replaced on disk after it was read")
        try:
            temporary.replace(target)
        except OSError as error:
            if error.errno in _RENAME_FORBIDDEN:
                return False
            raise
    _sync_folder(target.parent)
    return True


@contextlib.contextmanager
def _temporary_name(folder: Path) -> Generator[Path]:
    """Give a name in `folder` that is free, and in the end remove what has that name.

    The name is known before the file exists, so that no interruption can come between creating and remembering it. It
    does not contain the target's name, which may have the greatest length there is.
    """
    name = folder / f".netfix-{os.urandom(8).hex()}.tmp"
    try:
        yield name
    except RestoreFailed:
        raise
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    else:
        name.unlink(missing_ok=True)


def _create(name: Path) -> int:
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL | _FLAGS, 0o600)


def _write_at(descriptor: int, offset: int, data: bytes) -> None:
    os.lseek(descriptor, offset, os.SEEK_SET)
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _carry_over(target: Path, status: os.stat_result, descriptor: int) -> bool:
    """Give the new file the old one's owner, group, extended attributes and mode. False if that is not permitted.

    In this order: a change of owner clears the set-user-ID bit, and an access list (an extended attribute) sets the
    mode's group bits.
    """
    if sys.platform == "win32":
        return True
    created = os.fstat(descriptor)
    try:
        if (created.st_uid, created.st_gid) != (status.st_uid, status.st_gid):
            os.fchown(descriptor, status.st_uid, status.st_gid)
        _copy_attributes(target, descriptor)
        os.fchmod(descriptor, stat.S_IMODE(status.st_mode))
    except OSError:
        return False
    return True


def _copy_attributes(source: Path, descriptor: int) -> None:
    """Make the extended attributes those of `source`. What the folder has given the new file by default goes."""
    if sys.platform == "linux":
        wanted = _attributes(source)
        present = _attributes(descriptor)
        for name in present.keys() - wanted.keys():
            os.removexattr(descriptor, name)
        for name, value in wanted.items():
            # Security labels may often be read but not set; mostly they are right from the start.
            if present.get(name) != value:
                os.setxattr(descriptor, name, value)


def _attributes(file: Path | int) -> dict[str, bytes]:
    if sys.platform != "linux":
        return {}
    try:
        return {name: os.getxattr(file, name) for name in os.listxattr(file)}
    except OSError as error:
        if error.errno == errno.ENOTSUP:
            return {}
        raise


def _sync_folder(folder: Path) -> None:
    """Ask that the rename, too, reaches the disk. It has been done already, so that a failure is no error."""
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _overwrite(target: Path, data: bytes, expected: bytes) -> None:
    """Write the target in place, while a copy of its old contents is on disk."""
    with _kept_copy(target, expected) as copy:
        descriptor = os.open(target, os.O_RDWR | _FLAGS)
        try:
            _check_contents(descriptor, expected)
            _exchange(descriptor, data, expected, copy)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _kept_copy(target: Path, contents: bytes) -> Generator[Path]:
    """Keep a copy beside the target, or with the system's temporary files where the folder is closed to us."""
    with contextlib.ExitStack() as cleanup:
        copy = cleanup.enter_context(_temporary_name(target.parent))
        try:
            descriptor = _create(copy)
        except OSError as error:
            if error.errno not in _FOLDER_FORBIDS:
                raise
            import tempfile  # noqa: PLC0415 - hardly ever needed, and slow to import

            copy = cleanup.enter_context(_temporary_name(Path(tempfile.gettempdir())))
            descriptor = _create(copy)
        try:
            _write_at(descriptor, 0, contents)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        yield copy


def _exchange(descriptor: int, data: bytes, expected: bytes, copy: Path) -> None:
    """Write `data` over `expected`. If that fails, put `expected` back, then raise the failure.

    What goes beyond the old end is written first: only that needs new room, so that a full disk or a size limit shows
    before any old byte is gone.
    """
    size = len(expected)
    try:
        _write_at(descriptor, size, data[size:])
        _write_at(descriptor, 0, data[:size])
        os.ftruncate(descriptor, len(data))
        os.fsync(descriptor)
    except BaseException as error:
        try:
            _restore(descriptor, expected)
        except BaseException as failure:  # noqa: BLE001 - an interruption, too, leaves the only whole copy there
            raise RestoreFailed(failure, copy) from error
        raise


def _restore(descriptor: int, expected: bytes) -> None:
    """Put `expected` back as far as the last byte that differs: those behind it may lie beyond a size limit by now."""
    os.lseek(descriptor, 0, os.SEEK_SET)
    with open(descriptor, "rb", closefd=False) as file:
        found = file.read()
    end = len(expected)
    if len(found) >= end:
        while end and found[end - 1] == expected[end - 1]:
            end -= 1
    _write_at(descriptor, 0, expected[:end])
    os.ftruncate(descriptor, len(expected))
    os.fsync(descriptor)
