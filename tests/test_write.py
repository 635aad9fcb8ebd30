"""Properties of the write: the new bytes whole or the old ones, with the file's attributes and links, and no litter."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netfix.engine.write import RestoreFailed, WriteRefused, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

OLD = b"s.send(data)\r\n" * 300
NEW = b"s.sendall(data)\r\n" * 300

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="Python offers extended attributes only on Linux")
needs_root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can give files away and become somebody else"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "client.py"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def open_folder() -> Generator[Path]:
    """Give a folder that everybody may enter, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


@contextlib.contextmanager
def somebody_else() -> Generator[None]:
    """Run as a user without privileges."""
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(number: int, *, forever: bool = False) -> Callable[..., int]:
    """Make a stand-in for `os.write` that writes a little at a time, and at its call `number` finds the disk full."""
    genuine, calls = os.write, 0

    def write_a_little(descriptor: int, data: memoryview) -> int:
        nonlocal calls
        calls += 1
        if calls == number or (forever and calls > number):
            raise OSError(errno.ENOSPC, "No space left on device")
        return genuine(descriptor, data[:1000])

    return write_a_little


@pytest.mark.parametrize("data", [NEW, b"", b"x", OLD + b"x", OLD[:-1], b"\0\xff" * 100_000])
def test_the_new_bytes_replace_the_old(file: Path, data: bytes) -> None:
    write_atomic(file, data, expected=OLD)
    assert file.read_bytes() == data
    assert names(file.parent) == ["client.py"]


def test_a_path_may_be_text_with_a_name_that_is_not_utf_8(tmp_path: Path) -> None:
    path = str(tmp_path / os.fsdecode(b"with blank and \xff.py"))
    try:
        Path(path).write_bytes(OLD)
    except OSError:
        pytest.skip("this file system takes no such name")
    write_atomic(path, NEW, expected=OLD)
    assert Path(path).read_bytes() == NEW


def test_the_longest_name_that_a_file_can_have_is_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 252 + ".py")
    path.write_bytes(OLD)
    write_atomic(path, NEW, expected=OLD)
    assert path.read_bytes() == NEW


def test_a_reader_of_the_old_file_keeps_the_old_bytes(file: Path) -> None:
    with file.open("rb") as reader:
        write_atomic(file, NEW, expected=OLD)
        assert reader.read() == OLD


def test_the_same_bytes_are_not_written_again(file: Path) -> None:
    before = file.stat()
    write_atomic(file, OLD, expected=OLD)
    after = file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@posix_only
@pytest.mark.parametrize("mode", [0o644, 0o600, 0o755, 0o664, 0o620, 0o4755])
def test_the_mode_is_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_atomic(file, NEW, expected=OLD)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@needs_root
def test_owner_and_group_are_kept(file: Path) -> None:
    os.chown(file, 12345, 54321)
    file.chmod(0o6755)
    write_atomic(file, NEW, expected=OLD)
    status = file.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 54321, 0o6755)


@linux_only
def test_extended_attributes_are_kept(file: Path) -> None:
    if sys.platform == "linux":
        try:
            os.setxattr(file, "user.netfix.test", b"\0kept")
        except OSError:
            pytest.skip("this file system has no extended attributes")
        before = file.stat().st_ino
        write_atomic(file, NEW, expected=OLD)
        assert file.stat().st_ino != before
        assert os.getxattr(file, "user.netfix.test") == b"\0kept"


@linux_only
def test_an_access_list_that_the_folder_gives_to_new_files_is_not_added(file: Path) -> None:
    if sys.platform == "linux":
        # Version 2; user::rwx, user:65534:rwx, group::r-x, mask::rwx, other::r-x, each as tag, permissions, id.
        entries = [(1, 7, -1), (2, 7, 65534), (4, 5, -1), (16, 7, -1), (32, 5, -1)]
        encoded = (2).to_bytes(4, "little") + b"".join(
            tag.to_bytes(2, "little") + permissions.to_bytes(2, "little") + identity.to_bytes(4, "little", signed=True)
            for tag, permissions, identity in entries
        )
        try:
            os.setxattr(file.parent, "system.posix_acl_default", encoded)
        except OSError:
            pytest.skip("this file system has no access lists")
        write_atomic(file, NEW, expected=OLD)
        assert os.listxattr(file) == []
        (file.parent / "witness.py").touch()
        assert os.listxattr(file.parent / "witness.py") == ["system.posix_acl_access"]


@linux_only
def test_a_file_whose_attributes_cannot_be_carried_over_is_written_in_place(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "fchmod", forbidden)
    before = file.stat().st_ino
    write_atomic(file, NEW, expected=OLD)
    assert (file.read_bytes(), file.stat().st_ino) == (NEW, before)
    assert names(file.parent) == ["client.py"]


@posix_only
def test_a_symbolic_link_stays_and_its_target_is_written(file: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    link = tmp_path / "bin" / "client"
    link.symlink_to("../again.py")
    (tmp_path / "again.py").symlink_to("client.py")
    write_atomic(link, NEW, expected=OLD)
    assert file.read_bytes() == NEW
    assert link.is_symlink()
    assert (tmp_path / "again.py").is_symlink()
    assert not file.is_symlink()
    assert names(tmp_path / "bin") == ["client"]


@pytest.mark.parametrize("data", [NEW, b"", b"x", OLD + b"x", OLD[:-1], OLD[:500] + NEW])
def test_hard_links_all_see_the_new_bytes(file: Path, data: bytes) -> None:
    other = file.with_name("other.py")
    os.link(file, other)
    write_atomic(file, data, expected=OLD)
    assert file.read_bytes() == other.read_bytes() == data
    assert file.samefile(other)
    assert names(file.parent) == ["client.py", "other.py"]


@pytest.mark.parametrize("found", [b"", OLD + b"x", OLD[:-1], OLD.replace(b"\r", b""), NEW])
def test_a_file_that_changed_since_it_was_read_is_refused(file: Path, found: bytes) -> None:
    file.write_bytes(found)
    with pytest.raises(WriteRefused, match="changed"):
        write_atomic(file, NEW, expected=OLD)
    assert file.read_bytes() == found
    assert names(file.parent) == ["client.py"]


@pytest.mark.parametrize("hard_link", [False, True])
def test_a_file_that_changes_while_the_disk_is_busy_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, *, hard_link: bool
) -> None:
    if hard_link:
        os.link(file, file.with_name("other.py"))
    genuine = os.fsync

    def change_and_sync(descriptor: int) -> None:
        file.write_bytes(b"edited meanwhile\n")
        genuine(descriptor)

    monkeypatch.setattr(os, "fsync", change_and_sync)
    with pytest.raises(WriteRefused, match="changed"):
        write_atomic(file, NEW, expected=OLD)
    assert file.read_bytes() == b"edited meanwhile\n"
    assert names(file.parent) == ["client.py", "other.py"][: 1 + hard_link]


def test_a_file_that_is_replaced_while_the_disk_is_busy_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = os.fsync

    def replace_and_sync(descriptor: int) -> None:
        file.with_name("new").write_bytes(OLD)
        file.with_name("new").replace(file)
        genuine(descriptor)

    monkeypatch.setattr(os, "fsync", replace_and_sync)
    with pytest.raises(WriteRefused, match="replaced"):
        write_atomic(file, NEW, expected=OLD)
    assert file.read_bytes() == OLD
    assert names(file.parent) == ["client.py"]


def test_a_missing_file_is_refused_and_not_created(tmp_path: Path) -> None:
    with pytest.raises(WriteRefused, match="found"):
        write_atomic(tmp_path / "gone.py", NEW, expected=b"")
    assert names(tmp_path) == []


@posix_only
def test_links_that_lead_nowhere_or_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "dangling.py").symlink_to("gone.py")
    (tmp_path / "circle.py").symlink_to("circle.py")
    for name in ("dangling.py", "circle.py"):
        with pytest.raises(WriteRefused, match="found"):
            write_atomic(tmp_path / name, NEW, expected=b"")
    assert names(tmp_path) == ["circle.py", "dangling.py"]


@posix_only
@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_no_regular_file_is_refused_without_waiting(tmp_path: Path, kind: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to(os.devnull)
    with pytest.raises(WriteRefused, match="regular"):
        write_atomic(tmp_path / kind, NEW, expected=b"")
    assert names(tmp_path) == ["device", "folder", "pipe"]


@posix_only
@pytest.mark.parametrize("mode", [0o444, 0o555, 0o400])
def test_a_file_that_nobody_may_write_is_refused_even_to_root(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(WriteRefused, match="read-only"):
        write_atomic(file, NEW, expected=OLD)
    assert file.read_bytes() == OLD
    assert stat.S_IMODE(file.stat().st_mode) == mode


@needs_root
def test_a_file_that_only_others_may_write_is_refused_though_its_folder_is_ours(open_folder: Path) -> None:
    file = open_folder / "client.py"
    file.write_bytes(OLD)
    os.chown(open_folder, 65534, 65534)
    with somebody_else(), pytest.raises(WriteRefused, match="read-only"):
        write_atomic(file, NEW, expected=OLD)
    assert (file.read_bytes(), names(open_folder)) == (OLD, ["client.py"])


@needs_root
def test_a_file_in_a_folder_that_is_closed_to_us_is_written_in_place(open_folder: Path) -> None:
    file = open_folder / "client.py"
    file.write_bytes(OLD)
    os.chown(file, 65534, 65534)
    before = file.stat().st_ino
    with somebody_else():
        write_atomic(file, NEW, expected=OLD)
    assert (file.read_bytes(), file.stat().st_ino) == (NEW, before)
    assert names(open_folder) == ["client.py"]


@needs_root
def test_a_file_that_we_may_write_but_not_own_is_written_in_place_and_keeps_its_owner(open_folder: Path) -> None:
    file = open_folder / "client.py"
    file.write_bytes(OLD)
    file.chmod(0o666)
    open_folder.chmod(0o777)
    with somebody_else():
        write_atomic(file, NEW, expected=OLD)
    assert (file.read_bytes(), file.stat().st_uid) == (NEW, 0)
    assert names(open_folder) == ["client.py"]


@needs_root
def test_a_foreign_file_in_a_sticky_folder_is_written_in_place(open_folder: Path) -> None:
    file = open_folder / "client.py"
    file.write_bytes(OLD)
    file.chmod(0o666)
    open_folder.chmod(0o1777)
    with somebody_else():
        write_atomic(file, NEW, expected=OLD)
    assert (file.read_bytes(), names(open_folder)) == (NEW, ["client.py"])


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EXDEV, errno.EPERM])
def test_a_file_that_cannot_be_renamed_over_is_written_in_place(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def forbidden(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", forbidden)
    write_atomic(file, NEW, expected=OLD)
    assert (file.read_bytes(), names(file.parent)) == (NEW, ["client.py"])


@pytest.mark.parametrize("call", range(1, 7))
def test_a_full_disk_leaves_the_old_bytes_and_no_other_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    monkeypatch.setattr(os, "write", failing(call))
    with pytest.raises(OSError, match="No space"):
        write_atomic(file, NEW, expected=OLD)
    assert (file.read_bytes(), names(file.parent)) == (OLD, ["client.py"])


# Five calls write the copy of the old bytes, six the new ones.
@pytest.mark.parametrize("call", range(1, 12))
@pytest.mark.parametrize("data", [NEW, NEW[: len(OLD)], NEW[:1500]], ids=["longer", "as long", "shorter"])
def test_a_disk_that_is_full_half_way_in_place_gets_the_old_bytes_back(
    file: Path, monkeypatch: pytest.MonkeyPatch, call: int, data: bytes
) -> None:
    os.link(file, file.with_name("other.py"))
    fail = failing(call)
    monkeypatch.setattr(os, "write", fail)
    if call > 5 + -(-len(data) // 1000):
        write_atomic(file, data, expected=OLD)
        assert file.read_bytes() == data
    else:
        with pytest.raises(OSError, match="No space"):
            write_atomic(file, data, expected=OLD)
        assert file.read_bytes() == OLD
    assert names(file.parent) == ["client.py", "other.py"]


@posix_only
@pytest.mark.parametrize("hard_link", [False, True])
@pytest.mark.parametrize("limit", [0, 100, len(OLD), len(OLD) + 1, len(NEW) - 1])
def test_a_size_limit_leaves_the_old_bytes_and_no_other_file(file: Path, limit: int, *, hard_link: bool) -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - absent on Windows

        if hard_link:
            os.link(file, file.with_name("other.py"))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        try:
            with pytest.raises(OSError, match="too large"):
                write_atomic(file, NEW, expected=OLD)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert (file.read_bytes(), names(file.parent)) == (OLD, ["client.py", "other.py"][: 1 + hard_link])


@pytest.mark.parametrize("hard_link", [False, True])
@pytest.mark.parametrize("name", ["write", "fsync", "ftruncate", "fchmod", "open", "fstat"])
def test_an_interruption_anywhere_leaves_the_old_bytes_or_the_new_ones_and_no_other_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, hard_link: bool
) -> None:
    if hard_link:
        os.link(file, file.with_name("other.py"))
    genuine = getattr(os, name)
    left_over = ["client.py", "other.py"][: 1 + hard_link]
    for call in range(1, 30):
        calls = 0

        def interrupted(*arguments: object, when: int = call, **keywords: object) -> object:
            nonlocal calls
            calls += 1
            result = genuine(*arguments, **keywords)
            if calls == when:
                raise KeyboardInterrupt
            return result

        with monkeypatch.context() as patch:
            patch.setattr(os, name, interrupted)
            try:
                write_atomic(file, NEW, expected=OLD)
            except KeyboardInterrupt:
                finished = False
            else:
                finished = True
        assert file.read_bytes() in {OLD, NEW}
        assert names(file.parent) == left_over
        if finished and calls < call:
            assert file.read_bytes() == NEW
            return
        file.write_bytes(OLD)
    pytest.fail("the interruptions never came to an end")


def test_old_bytes_that_cannot_be_put_back_are_kept_beside_the_file_and_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.link(file, file.with_name("other.py"))
    monkeypatch.setattr(os, "write", failing(9, forever=True))
    with pytest.raises(RestoreFailed, match="No space") as caught:
        write_atomic(file, NEW, expected=OLD)
    assert file.read_bytes() not in {OLD, NEW}
    assert caught.value.copy.parent == file.parent
    assert caught.value.copy.read_bytes() == OLD
    assert str(caught.value.copy) in str(caught.value)


@posix_only
def test_a_folder_that_cannot_be_synced_is_no_failure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = os.fsync

    def only_files(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        genuine(descriptor)

    monkeypatch.setattr(os, "fsync", only_files)
    write_atomic(file, NEW, expected=OLD)
    assert file.read_bytes() == NEW


@posix_only
def test_the_new_bytes_are_on_the_disk_before_they_get_the_name(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[str, bytes]] = []
    genuine = os.fsync

    def note(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        synced.append((kind, file.read_bytes()))
        genuine(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    write_atomic(file, NEW, expected=OLD)
    assert synced == [("file", OLD), ("folder", NEW)]
