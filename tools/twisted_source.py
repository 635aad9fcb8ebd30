"""Twisted's source as facts: modules, classes and functions, and what dotted names stand for.

Nothing is imported: the source is read by `ast`, so that what comes out depends on Twisted's version alone and not on
the platform, nor on which of Twisted's optional dependencies are installed.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef

#: Packages whose names no program uses, or which start something when they are read.
_LEFT_OUT = frozenset({"test", "plugins", "_version", "newsfragments"})

#: How many re-exports are followed; cycles of imports would go on for ever.
_MAX_ALIASES = 10


@dataclass
class Module:
    """One module: `names` maps what it imports, or assigns plainly, to the dotted name meant."""

    name: str
    names: dict[str, str] = field(default_factory=dict[str, str])
    functions: dict[str, Function] = field(default_factory=dict[str, Function])
    classes: dict[str, ast.ClassDef] = field(default_factory=dict[str, ast.ClassDef])


class Source:
    """All modules of a Twisted installation whose package folder is `root`."""

    def __init__(self, root: Path) -> None:
        self.modules: dict[str, Module] = {}
        for path in sorted(root.rglob("*.py")):
            parts = path.relative_to(root.parent).with_suffix("").parts
            if _LEFT_OUT.isdisjoint(parts):
                is_package = parts[-1] == "__init__"
                name = ".".join(parts[:-1] if is_package else parts)
                self.modules[name] = _read(name, path, is_package=is_package)

    @cached_property
    def classes(self) -> dict[str, ast.ClassDef]:
        """All top-level classes by the dotted name under which they are defined."""
        return {
            f"{module.name}.{name}": node for module in self.modules.values() for name, node in module.classes.items()
        }

    @cached_property
    def functions(self) -> dict[str, Function]:
        """All top-level functions by dotted name, and all methods as `module.Class.method`."""
        found = {
            f"{module.name}.{name}": node for module in self.modules.values() for name, node in module.functions.items()
        }
        for name, node in self.classes.items():
            found.update((f"{name}.{method.name}", method) for method in methods(node))
        return found

    def module_of(self, name: str) -> Module:
        """Give the module in which the class, function or method `name` stands."""
        while name not in self.modules:
            name = name.rpartition(".")[0]
        return self.modules[name]

    def resolve(self, name: str, depth: int = 0) -> str:
        """Give the name under which the thing called `name` is defined; `name` itself if it is not Twisted's."""
        head, rest = name, ""
        while head and head not in self.modules:
            head, _, last = head.rpartition(".")
            rest = f"{last}.{rest}" if rest else last
        if not head or not rest or depth > _MAX_ALIASES:
            return name
        first, _, tail = rest.partition(".")
        module = self.modules[head]
        if first in module.classes or first in module.functions or first not in module.names:
            return name
        target = module.names[first]
        return self.resolve(f"{target}.{tail}" if tail else target, depth + 1)

    def meaning(self, node: ast.expr, module: Module) -> str | None:
        """Give the dotted name that a name or attribute in `module` stands for, as defined."""
        dotted = _dotted(node)
        return self.resolve(f"{module.name}.{dotted}") if dotted else None

    def bases(self, name: str) -> list[str]:
        """Give the base classes of a class, as defined."""
        module = self.module_of(name)
        found = (self.meaning(base, module) for base in self.classes[name].bases)
        return [base for base in found if base]

    def ancestors(self, name: str) -> Iterator[str]:
        """Give a class and those above it, nearest first, as far as they are Twisted's."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop(0)
            if current not in seen and current in self.classes:
                seen.add(current)
                yield current
                waiting += self.bases(current)

    def public_names(self) -> dict[str, str]:
        """Give every name that a module re-exports from elsewhere in Twisted, and where it is defined."""
        known = {**self.classes, **self.functions}
        found: dict[str, str] = {}
        for module in self.modules.values():
            for name in module.names:
                public = f"{module.name}.{name}"
                defined = self.resolve(public)
                if defined != public and defined in known:
                    found[public] = defined
        return found


def methods(node: ast.ClassDef) -> Iterator[Function]:
    """Give the methods that a class defines itself."""
    return (each for each in node.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef)))


def _read(name: str, path: Path, *, is_package: bool) -> Module:
    module = Module(name)
    _collect(module, ast.parse(path.read_bytes()).body, name if is_package else name.rpartition(".")[0])
    return module


def _collect(module: Module, body: list[ast.stmt], package: str) -> None:
    """Note what statements of a module bind; a later definition replaces an earlier one only if there is none yet."""
    for node in body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                module.functions.setdefault(node.name, node)
            case ast.ClassDef():
                module.classes.setdefault(node.name, node)
            case ast.ImportFrom() | ast.Import() | ast.Assign():
                for name, target in _named(node, module.name, package):
                    module.names.setdefault(name, target)
            case ast.If() | ast.Try():
                for part in ("body", "orelse", "finalbody"):
                    _collect(module, getattr(node, part, []), package)
            case _:
                pass


def _named(node: ast.stmt, module: str, package: str) -> list[tuple[str, str]]:
    """Give the names that an import, or an assignment of a name to a name, binds, and what they stand for."""
    match node:
        case ast.ImportFrom(names=names):
            source = _source(node, package)
            return [(alias.asname or alias.name, f"{source}.{alias.name}") for alias in names]
        case ast.Import(names=names):
            tops = [(alias, alias.name.partition(".")[0]) for alias in names]
            return [(alias.asname or top, alias.name if alias.asname else top) for alias, top in tops]
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name() | ast.Attribute() as value):
            dotted = _dotted(value)
            return [(name, f"{module}.{dotted}")] if dotted and dotted != name else []
        case _:
            return []


def _source(node: ast.ImportFrom, package: str) -> str:
    """Give the module of a `from` statement, relative ones resolved."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    parent = ".".join(parts[: len(parts) - node.level + 1])
    return f"{parent}.{node.module}" if node.module else parent


def _dotted(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        value = _dotted(node.value)
        return f"{value}.{node.attr}" if value else None
    if isinstance(node, ast.Subscript):
        return _dotted(node.value)
    return None
