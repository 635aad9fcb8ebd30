"""Files that stall or crash parsers, and what becomes of them: each must end within its time, or be given up clearly.

They stand among ordinary files, which must be done all the same.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: Seconds a file, netfix's own default.
_TIMEOUT = 60
_ORDINARY = 20


def pathological_files() -> dict[str, str]:
    """Give the files by what is the matter with them."""
    nested = "".join(f"{' ' * at}if value:\n" for at in range(90)) + " " * 90 + "value == None\n"
    functions = "".join(
        f"def f{at}(x):\n    if x == None:\n        return {at}\n    return x\n" for at in range(10_000)
    )
    return {
        "a module of 40,000 lines": functions,
        "a literal of 10,000 elements": "x = None\ny = x == None\ntable = ["
        + ", ".join(map(str, range(10_000)))
        + "]\n",
        "blocks nested 90 deep": f"value = None\n{nested}",
        "brackets nested 1,000 deep": f"y = x == None\nx = {'[' * 1000}{']' * 1000}\n",
        "a chain of 5,000 attributes": f"y = x == None\nz = x{'.a' * 5000}\n",
        "a sum of 5,000 terms": f"x = 1\ny = x == None\nz = {' + '.join(['x'] * 5000)}\n",
        "3,000 nested parentheses": f"y = x == None\nz = {'(' * 3000}x{')' * 3000}\n",
        "a line of 1 MB": f"y = x == None\nz = '{'a' * 1_000_000}'\n",
        "a line of 1 MB of code": f"y = x == None\nz = [{'x, ' * 330_000}]\n",
        "a comment of 100,000 hashes": f"x = None  # {'#' * 100_000}\ny = (not  # {'#' * 90_000}\n    x == None)\n",
        "1 MB of blanks": f"y = x == None\n{' ' * 1_000_000}\n",
        "a null byte": "y = x == None\n\0\n",
    }


def show_pathological(work: Path) -> str:
    """Have netfix read each such file among ordinary ones, and give the part of the page. Raises AssertionError."""
    rows = ["| file | seconds | what came of it |", "|---|--:|---|"]
    for number, (name, text) in enumerate(pathological_files().items()):
        print(f"pathological: {name}", file=sys.stderr, flush=True)
        folder = work / f"pathological{number}"
        folder.mkdir()
        (folder / "odd.py").write_text(text)
        for at in range(_ORDINARY):
            (folder / f"ordinary{at}.py").write_text("def f(x):\n    return x == None\n")
        seconds, outcome = _outcome(folder)
        rows.append(f"| {name} | {seconds:.1f} | {outcome} |")
    rows.append("")
    head = f"## Files that stop parsers\n\nEach beside {_ORDINARY} ordinary ones, all of which were done.\n\n"
    return head + "\n".join(rows)


def _outcome(folder: Path) -> tuple[float, str]:
    """Give how long netfix took, and what it said of the odd file."""
    command = [sys.executable, "-m", "netfix", "--no-cache", "--output-format", "json", "--isolated", str(folder)]
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10 * _TIMEOUT)
    seconds = time.perf_counter() - start
    found: list[dict[str, str]] = json.loads(done.stdout)
    ordinary = {finding["path"] for finding in found if "ordinary" in finding["path"]}
    if len(ordinary) != _ORDINARY or seconds > 3 * _TIMEOUT:
        raise AssertionError(f"{folder}: {len(ordinary)} ordinary files done in {seconds:.0f} s: {done.stderr[-500:]}")
    odd = [finding for finding in found if finding["path"].endswith("odd.py")]
    said = [line.rpartition("odd.py")[2] for line in done.stderr.splitlines() if "odd.py" in line]
    return seconds, said[0].lstrip(":0123456789 ") if said else f"{len(odd):,} finding{'' if len(odd) == 1 else 's'}"
