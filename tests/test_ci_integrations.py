"""pre-commit, GitHub and GitLab: real pre-commit in a real repository, and the action's own shell steps."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FAULTY = "def f(x):\n    return x == None\n"
REPAIRED = "def f(x):\n    return x is None\n"


def _git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "protocol.file.allow=always"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def _steps() -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["steps"]
    return steps


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a git repository with two Python files, one of them faulty."""
    folder = tmp_path / "project"
    folder.mkdir()
    _git(folder, "init", "-q")
    (folder / "faulty.py").write_text(FAULTY)
    (folder / "fine.py").write_text("x = 1\n")
    _git(folder, "add", ".")
    return folder


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give netfix as a git repository, as pre-commit wants its hooks."""
    folder = tmp_path_factory.mktemp("hooks") / "netfix"
    left_out = shutil.ignore_patterns(".git", ".venv", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis", "golden")
    shutil.copytree(ROOT, folder, symlinks=True, ignore=left_out)
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "netfix")
    return folder


@pytest.mark.network
class TestPreCommit:
    def _run(self, repository: Path, hooks: Path, hook: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        cache = hooks.parent / "pre-commit"
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), hook, "--all-files", "--color=never"],
            cwd=repository,
            env={**environment, "PRE_COMMIT_HOME": str(cache)},
            capture_output=True,
            text=True,
            check=False,
        )

    def test_the_hook_netfix_rewrites_and_passes_when_run_again(self, repository: Path, hooks: Path) -> None:
        first = self._run(repository, hooks, "netfix")
        assert first.returncode == 1, first.stdout + first.stderr
        assert "files were modified by this hook" in first.stdout
        assert (repository / "faulty.py").read_text() == REPAIRED
        _git(repository, "add", ".")
        second = self._run(repository, hooks, "netfix")
        assert second.returncode == 0, second.stdout + second.stderr

    def test_the_hook_netfix_diff_shows_what_it_would_change_and_changes_nothing(
        self, repository: Path, hooks: Path
    ) -> None:
        done = self._run(repository, hooks, "netfix-diff")
        assert done.returncode == 1, done.stdout + done.stderr
        assert "+    return x is None\n" in done.stdout
        assert (repository / "faulty.py").read_text() == FAULTY


def test_each_hook_is_started_once_and_divides_the_work_by_itself() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"]: hook["require_serial"] for hook in hooks} == {"netfix": True, "netfix-diff": True}


def test_the_actions_step_annotates_findings_and_fails(tmp_path: Path, repository: Path) -> None:
    scripts = tmp_path / "netfix" / "bin"
    scripts.mkdir(parents=True)
    (scripts / "netfix").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netfix "$@"\n')
    (scripts / "netfix").chmod(0o755)
    step = next(step for step in _steps() if step.get("name") == "Run netfix")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=repository,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RUNNER_TEMP": str(tmp_path), "PATHS": ".", "ARGS": "-q"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "file=faulty.py" in done.stdout
    assert "line=2" in done.stdout


def test_the_action_uses_only_inputs_that_it_declares() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    used = {
        part.split(".", 1)[1].split(" ")[0]
        for step in _steps()
        for value in {**step.get("env", {}), **step.get("with", {})}.values()
        for part in str(value).split("${{ ")
        if part.startswith("inputs.")
    }
    assert used == set(action["inputs"])
