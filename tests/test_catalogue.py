"""What must hold of the catalogue of codemods as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from netfix.codemods import CODEMODS, MIGRATIONS
from netfix.engine.codemod import Codemod, Registered, SyntaxCodemod
from netfix.testing import cases

ROOT = Path(__file__).parent.parent
CASES = cases(ROOT / "golden")


def module_files() -> set[str]:
    folder = ROOT / "netfix" / "codemods"
    return {path.stem.replace("_", "-") for path in folder.glob("*/*.py") if not path.stem.startswith("_")}


def test_every_module_is_registered_once() -> None:
    names = [codemod.name for codemod in CODEMODS]
    assert sorted(names) == sorted(module_files())


def test_no_golden_folder_is_an_orphan() -> None:
    folders = {path.name for path in (ROOT / "golden").iterdir() if path.is_dir()} - {"programs"}
    assert folders <= {codemod.name for codemod in CODEMODS}


def test_no_after_file_is_an_orphan() -> None:
    used = {case.after for case in CASES}
    assert set((ROOT / "golden").glob("*/*.after*.py")) <= used


@pytest.mark.parametrize("codemod", CODEMODS, ids=lambda codemod: codemod.name)
class TestEachCodemod:
    def test_has_a_program_that_it_leaves_alone(self, codemod: type[Registered]) -> None:
        assert any(case.codemod == codemod.name and case.is_same for case in CASES)

    def test_has_a_pair_if_it_rewrites(self, codemod: type[Registered]) -> None:
        rewrites = codemod.safeties() != "manual"
        assert not rewrites or any(case.codemod == codemod.name and not case.is_same for case in CASES)

    def test_is_called_as_its_file_and_class(self, codemod: type[Registered]) -> None:
        assert codemod.__name__ == "".join(part.capitalize() for part in codemod.name.split("-"))

    def test_has_a_title_that_fits_on_a_line(self, codemod: type[Registered]) -> None:
        assert len(codemod.manual.title) <= 90
        assert codemod.manual.title[0].isupper()

    def test_argues_for_its_safety(self, codemod: type[Registered]) -> None:
        assert re.search(r"\b([Ss]afe|[Uu]nsafe|[Ee]xact|by hand)\b", codemod.manual.text)

    def test_visits_what_exists(self, codemod: type[Registered]) -> None:
        import libcst as cst  # noqa: PLC0415 - heavy

        visits = [name.removeprefix("visit_") for name in vars(codemod) if name.startswith("visit_")]
        if issubclass(codemod, Codemod):
            assert all(isinstance(getattr(cst, name, None), type) for name in visits)
        else:
            assert issubclass(codemod, SyntaxCodemod)

    def test_takes_nothing_from_libcst_s_slow_parts(self, codemod: type[Registered]) -> None:
        text = (ROOT / (codemod.__module__.replace(".", "/") + ".py")).read_text()
        assert "libcst.matchers" not in text
        assert "libcst.metadata" not in text
        assert "except Exception" not in text


def test_migrations_name_what_exists() -> None:
    known = {codemod.name for codemod in CODEMODS} | {codemod.family for codemod in CODEMODS}
    assert {name for steps in MIGRATIONS.values() for name in steps} <= known


def test_families_stand_together() -> None:
    families = [codemod.family for codemod in CODEMODS]
    assert len(set(families)) == sum(1 for at, family in enumerate(families) if at == 0 or families[at - 1] != family)
