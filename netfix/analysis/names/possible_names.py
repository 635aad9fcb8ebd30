"""What the names of a text may stand for, told by its outline: never less than `Scopes` says, and sometimes more.

`Scopes` knows which scope a name belongs to, for which it needs LibCST's tree. Here all scopes are taken for one: a
name may stand for whatever any import or assignment of the file binds to it. That is enough to say that nothing in a
file can be `socket.create_connection`, and takes a thousandth of the time.
"""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.engine.builtin_names import BUILTINS
from netfix.engine.outline import last_name, outline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from netfix.engine.document import Document
    from netfix.engine.outline import Outline

#: Longer dotted names are cut off behind so many parts: no catalogue has one.
_MOST_PARTS = 8
#: Of a name that may stand for more than so much, it is said that it may be anything.
_MOST_STEPS = 100
_IMPORTING_CALLS = frozenset({"__import__", "import_module", "importorskip"})

#: Dotted names; None: any.
Possible = frozenset[str] | None
_NOTHING: Possible = frozenset()


class PossibleNames:
    """The names of one text."""

    def __init__(self, known: Outline) -> None:
        self.outline = known
        #: What import statements import: the module with its leading dots, and what is taken from it, or None.
        self.statements: list[tuple[str, str | None]] = []
        self._stars: list[str] = []
        self._imports: dict[str, list[str]] = {}
        #: Name -> the names, with the attributes behind them, that it is assigned.
        self._aliases: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._known: dict[str, Possible] = {}
        self._note_imports()

    def _note_imports(self) -> None:
        for statement in self.outline.of_kind(ast.Import):
            for alias in statement.names:
                self.statements.append((alias.name, None))
                first = alias.name.partition(".")[0]
                self._imports.setdefault(alias.asname or first, []).append(alias.name if alias.asname else first)
        for each in self.outline.of_kind(ast.ImportFrom):
            module = "." * each.level + (each.module or "")
            for alias in each.names:
                self.statements.append((module, alias.name))
                if alias.name == "*":
                    self._stars.append(module)
                else:
                    self._imports.setdefault(alias.asname or alias.name, []).append(_member(module, alias.name))
        for name, values in self.assigned.items():
            for value in values:
                chain = _chain(value)
                if chain is not None:
                    self._aliases.setdefault(name, []).append(chain)

    @cached_property
    def assigned(self) -> dict[str, list[ast.expr]]:
        """The expressions whose values variables get, as `Binding.value` has them."""
        found: dict[str, list[ast.expr]] = {}
        for assign in self.outline.of_kind(ast.Assign):
            for target in assign.targets:
                for name, value in _assigned(target, assign.value):
                    found.setdefault(name, []).append(value)
        for one in self.outline.of_kind(ast.AnnAssign):
            if isinstance(one.target, ast.Name) and one.value is not None:
                found.setdefault(one.target.id, []).append(one.value)
        for named in self.outline.of_kind(ast.NamedExpr):
            found.setdefault(named.target.id, []).append(named.value)
        return found

    @property
    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        """All functions of the file, in no order."""
        return [*self.outline.of_kind(ast.FunctionDef), *self.outline.of_kind(ast.AsyncFunctionDef)]

    @cached_property
    def modules(self) -> frozenset[tuple[str, str | None]]:
        """All that may be imported, by calls that import too."""
        called = (call for call in self.outline.of_kind(ast.Call) if last_name(call.func) in _IMPORTING_CALLS)
        given = (value for call in called for value in (*call.args[:1], *(each.value for each in call.keywords[:1])))
        texts = (each.value if isinstance(each, ast.Starred) else each for each in given)
        names = (each.value for each in texts if isinstance(each, ast.Constant) and isinstance(each.value, str))
        return frozenset(self.statements) | {(name, None) for name in names}

    @cached_property
    def packages(self) -> frozenset[str]:
        """All top-level packages that may be imported."""
        return frozenset(module.partition(".")[0] for module, _ in self.modules) - {""}

    @cached_property
    def surely_imported(self) -> frozenset[str]:
        """Those which an import statement names."""
        return frozenset(module.partition(".")[0] for module, _ in self.statements) - {""}

    def of(self, node: ast.expr) -> Possible:
        """Give the dotted names for which a name or a chain of attributes may stand."""
        chain = _chain(node)
        if chain is None:
            return _NOTHING
        roots = self._of_name(chain[0])
        return roots if roots is None or not chain[1] else frozenset(_joined(root, chain[1]) for root in roots)

    def may_be(self, node: ast.expr, names: Collection[str]) -> bool:
        """Whether a name or a chain of attributes may stand for one of these dotted names."""
        found = self.of(node)
        return found is None or any(name in names for name in found)

    def may_begin(self, node: ast.expr, *beginnings: str) -> bool:
        """Whether a name or a chain of attributes may stand for a dotted name that begins so."""
        found = self.of(node)
        return found is None or any(name.startswith(beginnings) for name in found)

    def calls_of(self, names: Collection[str]) -> Iterator[ast.Call]:
        """Give the calls that may be of one of these dotted names."""
        return (call for call in self.outline.of_kind(ast.Call) if self.may_be(call.func, names))

    def may_call(self, names: Collection[str]) -> bool:
        """Whether one of these dotted names may be called."""
        return any(True for _ in self.calls_of(names))

    def may_call_builtin(self, *names: str) -> bool:
        """Whether a builtin may be called by its own name."""
        functions = (call.func for call in self.outline.of_kind(ast.Call))
        return any(isinstance(function, ast.Name) and function.id in names for function in functions)

    @cached_property
    def texts(self) -> list[str]:
        """What text and bytes literals hold that are more than statements of their own, the pieces of f-strings too."""
        alone = {id(each.value) for each in self.outline.of_kind(ast.Expr)}
        values = (each.value for each in self.outline.of_kind(ast.Constant) if id(each) not in alone)
        texts = (value.decode("latin-1") if isinstance(value, bytes) else value for value in values)
        return [text for text in texts if isinstance(text, str)]

    def _of_name(self, name: str) -> Possible:
        if name not in self._known:
            self._known[name] = self._follow(name)
        return self._known[name]

    def _follow(self, name: str) -> Possible:
        found: set[str] = set()
        waiting: list[tuple[str, tuple[str, ...]]] = [(name, ())]
        seen = set(waiting)
        while waiting:
            current, behind = waiting.pop()
            found.update(_joined(root, behind) for root in self._imports.get(current, ()))
            if current not in BUILTINS:
                found.update(_joined(_member(star, current), behind) for star in self._stars)
            for other, attributes in self._aliases.get(current, ()):
                step = (other, (*attributes, *behind)[:_MOST_PARTS])
                if step not in seen and (self._stars or other in self._leading_to_imports):
                    seen.add(step)
                    waiting.append(step)
            if len(seen) > _MOST_STEPS:
                return None
        return frozenset(found)

    @cached_property
    def _leading_to_imports(self) -> set[str]:
        """The names from which imports are reached by way of assignments."""
        found = set(self._imports)
        size = -1
        while size != len(found):
            size = len(found)
            found.update(name for name, values in self._aliases.items() if any(other in found for other, _ in values))
        return found


def possible_names(document: Document) -> PossibleNames | None:
    """Give what the names of a document may stand for; None if there is no outline of it."""
    known = document.fact(outline)
    return None if known is None else PossibleNames(known)


def _chain(node: ast.expr) -> tuple[str, tuple[str, ...]] | None:
    """Give the name at which a chain of attributes begins, and the attributes."""
    attributes: list[str] = []
    while isinstance(node, ast.Attribute):
        attributes.append(node.attr)
        node = node.value
    return (node.id, tuple(reversed(attributes))) if isinstance(node, ast.Name) else None


def _joined(root: str, attributes: tuple[str, ...]) -> str:
    whole = ".".join((root, *attributes))
    return whole if whole.count(".") < _MOST_PARTS else ".".join(whole.split(".")[:_MOST_PARTS])


def _member(module: str, name: str) -> str:
    return f"{module}{name}" if module.endswith(".") else f"{module}.{name}"


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Give each name of a target whose whole value stands in the text."""
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (ast.Tuple, ast.List)):
        together = (*target.elts, *value.elts)
        if len(target.elts) == len(value.elts) and not any(isinstance(each, ast.Starred) for each in together):
            for one, other in zip(target.elts, value.elts, strict=True):
                yield from _assigned(one, other)
