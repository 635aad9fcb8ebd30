"""LibCST, imported when it is first used and not when netfix starts.

Importing LibCST takes half a second of CPU, five times what the command needs to find that a file holds nothing for
it. Codemods write `from netfix.engine.lazy import cst` and use `cst` as the module that it stands for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__all__ = ["cst"]

if TYPE_CHECKING:
    import libcst as cst
else:

    class _Lazy:
        """A module that is imported when the first of its names is asked for."""

        def __init__(self, name: str) -> None:
            self._name = name

        def __getattr__(self, attribute: str) -> object:
            value = getattr(importlib.import_module(self._name), attribute)
            setattr(self, attribute, value)
            return value

    cst = _Lazy("libcst")
