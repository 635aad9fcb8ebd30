"""Make the table of Twisted's moved names, checked against the Twisted that is installed.

    python tools/make_twisted_moves.py

writes `netfix/analysis/data/twisted_moves.json` from `twisted_moves_table`. A row is refused whose new name cannot be
imported, and one whose old name is still there as it was: what moved must be gone, or warn, or be another name's alias.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import warnings
from pathlib import Path

from twisted import __file__ as twisted_file
from twisted import __version__ as twisted_version

sys.path.insert(0, str(Path(__file__).parent))

from twisted_deprecated_table import DEPRECATED
from twisted_moves_table import GONE, MODULES, NAMES, NAMES_OF_PYTHON3

OUTPUT = Path(__file__).parent.parent / "netfix" / "analysis" / "data" / "twisted_moves.json"


def found(name: str) -> tuple[bool, object]:
    """Say whether a dotted name can be imported, and give what it stands for."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            value: object = importlib.import_module(".".join(parts[:length]))
        except ImportError:
            continue
        for attribute in parts[length:]:
            if not hasattr(value, attribute):
                return False, None
            value = getattr(value, attribute)
        return True, value
    return False, None


def in_source(name: str) -> bool:
    """Say whether a dotted name stands in Twisted's source, where importing the module wants what is not installed."""
    parts = name.split(".")
    for length in range(len(parts), 1, -1):
        path = Path(twisted_file).parent.joinpath(*parts[1:length]).with_suffix(".py")
        if path.exists():
            text = path.read_text(encoding="utf-8")
            return all(re.search(rf"\b{part}\b", text) for part in parts[length:])
    return False


def problems() -> list[str]:
    """Give what is wrong with the rows of the table."""
    wrong = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for old, new in {**MODULES, **NAMES, **NAMES_OF_PYTHON3}.items():
            there, value = found(new)
            if not there:
                wrong.append(f"{old}: {new} cannot be imported")
            still_there, old_value = found(old)
            if still_there and old in NAMES and old_value is not value:
                wrong.append(f"{old}: is there, and is not {new}")
        wrong += [f"{old}: is there" for old in GONE if found(old)[0]]
        wrong += [f"{old}: is gone" for old in DEPRECATED if not (found(old)[0] or in_source(old))]
    return wrong


def moves() -> dict[str, object]:
    """Give the data. Raises ValueError if a row of the table is wrong."""
    wrong = problems()
    if wrong:
        raise ValueError("\n".join(wrong))
    return {
        "twisted": twisted_version,
        "modules": dict(sorted(MODULES.items())),
        "names": dict(sorted(NAMES.items())),
        "names_of_python3": dict(sorted(NAMES_OF_PYTHON3.items())),
        "gone": dict(sorted(GONE.items())),
        "deprecated": dict(sorted(DEPRECATED.items())),
    }


if __name__ == "__main__":
    OUTPUT.write_text(json.dumps(moves(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
