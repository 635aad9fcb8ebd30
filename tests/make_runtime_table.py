"""Write docs/runtime.md: run all programs before and after netfix, against servers that work and that don't.

    python tests/make_runtime_table.py

takes about five minutes. The Python 2.7 of NETFIX_PYTHON2_TWISTED, or else python2.7, runs the examples; it must have
Twisted, and without one their table is left out.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from runtime.outcomes import SILENT, SITUATIONS, Outcome
from runtime.page import page
from runtime.programs import ROOT, python2_programs, python3_programs
from runtime.trials import Trial, run_all, trials_of, unsafe_trials_of


def main() -> None:
    """Run them and write the page."""
    sets = [programs for programs in (python3_programs(), python2_programs()) if programs]
    runs = [_run(trials_of(programs, SITUATIONS)) for programs in sets]
    unsafe = [_run(unsafe_trials_of(programs, SITUATIONS | SILENT)) for programs in sets]
    (ROOT / "docs" / "runtime.md").write_text(page(runs, unsafe), "utf-8")


def _run(trials: list[Trial]) -> dict[Trial, Outcome]:
    with tempfile.TemporaryDirectory() as folder:
        return run_all(trials, Path(folder))


if __name__ == "__main__":
    main()
