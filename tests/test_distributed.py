"""One run on several machines: parts that know nothing of each other, reports that are joined, a cluster."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from netfix.engine.shard import Shard

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
FAULTY = "def f(x):\n    while 1:\n        if x == None:\n            break\n"
REPAIRED = "def f(x):\n    while True:\n        if x is None:\n            break\n"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}


def _netfix(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netfix", "--no-cache", *arguments],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Give a folder of forty faulty files in four folders, and one that cannot be read."""
    for number in range(40):
        path = tmp_path / f"part{number % 4}" / f"file{number}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(FAULTY)
    (tmp_path / "broken.py").write_text("def (:\n")
    return tmp_path


class TestShards:
    def test_each_file_falls_to_one_part_and_parts_are_alike_in_size(self) -> None:
        paths = [f"src/package{number % 7}/module{number}.py" for number in range(4000)]
        for count in (1, 2, 8):
            sizes = [sum(Shard(index, count).includes(path) for path in paths) for index in range(1, count + 1)]
            assert sum(sizes) == len(paths)
            assert min(sizes) > 0.8 * len(paths) / count

    def test_a_path_falls_to_the_same_part_however_it_is_written(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        spellings = ["a/b.py", "./a/b.py", str(tmp_path / "a" / "b.py"), "a/../a/b.py"]
        assert len({tuple(Shard(index, 5).includes(path) for index in range(1, 6)) for path in spellings}) == 1

    @pytest.mark.parametrize("text", ["", "1", "0/2", "3/2", "1/0", "a/b", "-1/2", "1/2/3"])
    def test_what_is_no_part_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"I/N|there is no part"):
            Shard.parse(text)

    def test_reports_of_all_parts_are_joined_to_that_of_the_whole(self, tree: Path) -> None:
        for index in (1, 2, 3):
            done = _netfix(tree, "--shard", f"{index}/3", "--output-format", "json", "--output-file", f"{index}.json")
            assert done.returncode in {1, 2}, done.stderr
        joined = _netfix(tree, "--merge-reports", "--output-format", "json", "1.json", "2.json", "3.json")
        whole = _netfix(tree, "--output-format", "json")
        assert joined.returncode == whole.returncode == 2
        key = json.dumps
        assert sorted(map(key, json.loads(joined.stdout))) == sorted(map(key, json.loads(whole.stdout)))

    def test_a_report_that_is_given_twice_counts_once_and_any_format_can_show_it(self, tree: Path) -> None:
        _netfix(tree, "--output-format", "json-lines", "--output-file", "all.jsonl", "part0")
        once = _netfix(tree, "part0")
        assert _netfix(tree, "--merge-reports", "all.jsonl", "all.jsonl").stdout == once.stdout
        sarif = json.loads(_netfix(tree, "--merge-reports", "--output-format", "sarif", "all.jsonl").stdout)
        assert len(sarif["runs"][0]["results"]) == len(once.stdout.splitlines())

    @pytest.mark.parametrize("text", ["{", "[1]", '[{"path": "a.py"}]', '{"path": "a.py", "line": 1}\n'])
    def test_what_is_no_report_is_an_error_that_names_the_file(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "no.json").write_text(text)
        done = _netfix(tmp_path, "--merge-reports", "no.json")
        assert done.returncode == 2
        assert "no.json" in done.stderr

    def test_a_part_rewrites_only_its_files(self, tree: Path) -> None:
        _netfix(tree, "-i", "--shard", "1/2")
        first = {path for path in tree.rglob("file*.py") if path.read_text() == REPAIRED}
        assert 0 < len(first) < 40
        _netfix(tree, "-i", "--shard", "2/2")
        assert all(path.read_text() == REPAIRED for path in tree.rglob("file*.py"))


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Give the address of a real scheduler on the loopback interface and its two workers."""
    pytest.importorskip("distributed", reason="needs dask.distributed")
    address_file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    quiet = {"cwd": tmp_path, "env": ENVIRONMENT, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = subprocess.Popen([*command, "--no-dashboard", "--scheduler-file", str(address_file)], **quiet)  # type: ignore[call-overload]
    started: list[subprocess.Popen[bytes]] = []
    try:
        _wait_until(address_file.exists)
        address = json.loads(address_file.read_text())["address"]
        worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1"]
        started += (subprocess.Popen([*worker, "--no-dashboard"], **quiet) for _ in range(2))  # type: ignore[call-overload]
        yield address.replace("tcp://", "dask://"), started
    finally:
        for process in [*started, scheduler]:
            process.kill()
            process.wait()


def _wait_until(ready: object) -> None:
    deadline = time.monotonic() + 60
    assert callable(ready)
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _wait_for_workers(address: str, count: int) -> None:
    from distributed import Client  # noqa: PLC0415 - an extra

    with Client(address.replace("dask://", "tcp://"), set_as_default=False) as client:  # type: ignore[no-untyped-call]
        client.wait_for_workers(count, timeout=60)


Cluster = tuple[str, list[subprocess.Popen[bytes]]]


class TestCluster:
    def test_gives_what_a_run_on_one_machine_gives(self, tree: Path, cluster: Cluster) -> None:
        address, _ = cluster
        _wait_for_workers(address, 2)
        there = _netfix(tree, "--executor", address)
        here = _netfix(tree)
        assert there.stdout == here.stdout
        assert (there.returncode, there.stderr) == (here.returncode, here.stderr)

    def test_a_worker_that_is_killed_in_the_middle_costs_nothing(self, tmp_path: Path, cluster: Cluster) -> None:
        address, workers = cluster
        _wait_for_workers(address, 2)
        many = FAULTY + "\n\n" + "\n\n".join(f"def g{n}(x):\n    return x == None" for n in range(300)) + "\n"
        for number in range(60):
            (tmp_path / f"file{number}.py").write_text(many)
        process = subprocess.Popen(
            [sys.executable, "-m", "netfix", "-i", "--no-cache", "-v", "--executor", address, "."],
            cwd=tmp_path, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stderr is not None
        _wait_until(lambda: _busy(address))
        workers[0].send_signal(signal.SIGKILL)
        _, told = process.communicate(timeout=300)
        assert process.returncode == 0, told
        assert all("== None" not in path.read_text() for path in tmp_path.glob("file*.py"))
        rewritten = [line.partition(":")[0] for line in told.splitlines() if ": rewritten, " in line]
        assert len(rewritten) == len(set(rewritten)) == 60

    def test_what_crashes_parsers_is_read_here(self, tmp_path: Path, cluster: Cluster) -> None:
        address, workers = cluster
        _wait_for_workers(address, 2)
        (tmp_path / "deep.py").write_text("x = " + "(" * 3000 + "1" + ")" * 3000 + "\nwhile 1: pass\n")
        (tmp_path / "fine.py").write_text(FAULTY)
        done = _netfix(tmp_path, "-i", "--executor", address)
        assert (tmp_path / "fine.py").read_text() == REPAIRED
        assert "fine.py: rewritten" in done.stderr
        assert [worker.poll() for worker in workers] == [None, None]

    @pytest.mark.parametrize("address", ["dask://127.0.0.1:1", "dask://", "tcp://127.0.0.1:1", "nonsense"])
    def test_an_address_where_there_is_none_is_an_error(self, tree: Path, address: str) -> None:
        pytest.importorskip("distributed", reason="needs dask.distributed")
        done = _netfix(tree, "--executor", address)
        assert done.returncode == 2
        assert "--executor" in done.stderr
        assert (tree / "part0" / "file0.py").read_text() == FAULTY


def _busy(address: str) -> bool:
    """Whether the cluster is at work."""
    distributed: Any = import_module("distributed")
    with distributed.Client(address.replace("dask://", "tcp://"), set_as_default=False) as client:
        return any(client.processing().values())
