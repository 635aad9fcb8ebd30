"""Other Python interpreters that this machine may have."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path


@cache
def python2() -> str | None:
    """Give the path of a Python 2.7, None where there is none that runs (pyenv's shim alone may not)."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    for found in (shutil.which("python2.7"), *map(str, pyenv.glob("versions/2.7.*/bin/python2.7"))):
        if found and subprocess.run([found, "-c", "pass"], capture_output=True, check=False).returncode == 0:
            return found
    return None
