"""What import statements, and calls that import, say: which modules, and what a bound name stands for."""

from __future__ import annotations

import libcst as cst

from netfix.engine.bindings import ImportedModule
from netfix.engine.expressions import dotted, literal_string

_IMPORTING_CALLS = frozenset({"__import__", "import_module", "importorskip"})


def imported_modules(node: cst.CSTNode) -> list[ImportedModule]:
    """Give the modules that an import statement names; none for another node."""
    names = getattr(node, "names", ())
    if not hasattr(node, "relative"):
        return [ImportedModule(dotted(alias.name) or "", None, node) for alias in names]
    source = _source_of(node)
    if isinstance(names, cst.ImportStar):
        return [ImportedModule(source, "*", node)]
    return [ImportedModule(source, dotted(alias.name) or "", node) for alias in names]


def imported_by_call(call: cst.Call) -> list[ImportedModule]:
    """Give the module that `__import__("module")` or `import_module("module")` names, if it is written out."""
    function = call.func.attr if isinstance(call.func, cst.Attribute) else call.func
    if not (isinstance(function, cst.Name) and function.value in _IMPORTING_CALLS and call.args):
        return []
    module = literal_string(call.args[0].value)
    return [ImportedModule(module, None, call)] if module else []


def name_imported(alias: cst.ImportAlias, statement: cst.CSTNode) -> str:
    """Give the dotted name for which the name bound by `alias` stands; relative ones keep their leading dots."""
    name = dotted(alias.name) or ""
    if hasattr(statement, "relative"):
        return member(_source_of(statement), name)
    return name if alias.asname is not None else name.split(".", 1)[0]


def member(module: str, name: str) -> str:
    """Give the dotted name of what `from module import name` takes."""
    return f"{module}{name}" if module.endswith(".") else f"{module}.{name}"


def _source_of(statement: cst.CSTNode) -> str:
    """Give the module of a `from` statement, with a dot for each level of a relative import."""
    module = getattr(statement, "module", None)
    return "." * len(getattr(statement, "relative", ())) + ("" if module is None else dotted(module) or "")
