"""Other files of a run: what a module's name means, what is read of it, and what was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from netfix.codemods import SYNTAX
from netfix.engine.dialect import Dialect, Target
from netfix.engine.digests import digest
from netfix.engine.project import Project, RunScope

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Give a folder with a script, a module beside it, and a package with a package in it."""
    for name in ("pkg/__init__.py", "pkg/deep/__init__.py", "pkg/deep/leaf.py", "pkg/twin.py", "script.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n")
    (tmp_path / "old.py").write_text("print 'old'\n")
    (tmp_path / "broken.py").write_text("def :\n")
    return tmp_path


def _project(root: Path) -> Project:
    return Project(RunScope((str(root),)), Target.PY3, SYNTAX)


@pytest.mark.parametrize(
    ("importer", "name", "level", "meant"),
    [
        ("script.py", "old", 0, "old.py"),
        ("script.py", "pkg", 0, "pkg/__init__.py"),
        ("script.py", "pkg.deep.leaf", 0, "pkg/deep/leaf.py"),
        ("pkg/deep/leaf.py", "pkg.twin", 0, "pkg/twin.py"),
        ("pkg/deep/leaf.py", "twin", 2, "pkg/twin.py"),
        ("pkg/deep/leaf.py", "", 1, "pkg/deep/__init__.py"),
        ("pkg/deep/leaf.py", "", 2, "pkg/__init__.py"),
        ("pkg/deep/__init__.py", "leaf", 1, "pkg/deep/leaf.py"),
        ("script.py", "socket", 0, None),
    ],
)
def test_a_modules_name_means_the_file_that_python_would_import(
    package: Path, importer: str, name: str, level: int, meant: str | None
) -> None:
    found = _project(package).module_path(name, str(package / importer), level)
    assert (None if found is None else (package / found).resolve()) == (meant and (package / meant).resolve())


def test_paths_relative_to_the_current_folder_work_as_well(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package / "pkg")
    project = Project(RunScope((".",)), Target.PY3, SYNTAX)
    assert project.module_path("pkg.twin", "deep/leaf.py") is not None
    assert project.module_path("twin", "deep/leaf.py", level=2) is not None


def test_a_document_is_parsed_in_its_own_dialect(package: Path) -> None:
    project = _project(package)
    old = project.document(str(package / "old.py"))
    assert old is not None
    assert old.dialect is Dialect.PYTHON2
    assert old.project is project


def test_a_file_that_cannot_be_read_or_parsed_is_none(package: Path) -> None:
    project = _project(package)
    assert project.document(str(package / "broken.py")) is None
    assert project.document(str(package / "missing.py")) is None


def test_the_files_of_the_run_are_those_that_it_would_discover(package: Path) -> None:
    scope = RunScope((str(package),), exclude=("pkg",))
    assert Project(scope, Target.PY3, SYNTAX).files == tuple(
        str(package / name) for name in ("broken.py", "old.py", "script.py")
    )


def test_what_was_looked_at_is_recorded_with_its_digest_and_what_was_missing_as_none(package: Path) -> None:
    project = _project(package)
    with project.recorded() as reads:
        path = project.module_path("old", str(package / "script.py"))
        assert path is not None
        project.source(path)
        project.exists(str(package / "nowhere.py"))
    assert reads[path] == digest((package / "old.py").read_bytes())
    assert reads[str(package / "nowhere.py")] is None
    assert reads[str(package / "old" / "__init__.py")] is None


def test_a_record_within_a_record_leaves_the_outer_one_alone(package: Path) -> None:
    project = _project(package)
    with project.recorded() as outer:
        with project.recorded():
            project.source(str(package / "old.py"))
        project.source(str(package / "script.py"))
    assert list(outer) == [str(package / "script.py")]
