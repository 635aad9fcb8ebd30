"""Every codemod as a command of LibCST's own tool: `libcst.tool codemod -x netfix.libcst_commands.len_test.LenTest`.

LibCST wants a module and a class for each command. The modules are made here, all at once, one for each codemod; with
`modules: ['netfix.libcst_commands']` in `.libcst.codemod.yaml`, `len_test.LenTest` is name enough, and
`libcst.tool list` shows them all.
"""

from __future__ import annotations

import sys
from types import ModuleType

from netfix.libcst_commands import commands


def _add_module(name: str) -> None:
    """Make the module of a command."""
    module = ModuleType(f"{__name__}.{name.replace('-', '_')}", commands.COMMANDS[name].__doc__)
    setattr(module, commands.COMMANDS[name].__name__, commands.COMMANDS[name])
    sys.modules[module.__name__] = module


for _name in commands.COMMANDS:
    _add_module(_name)
