"""Use the built-in functions and types by the names they have in Python 3.

`xrange` is `range`, `raw_input` is `input`, `unicode` and `basestring` are `str`, `unichr` is `chr`, `long` is `int`,
`file` is `open`, StandardError is Exception; `reduce`, `intern` and `reload` have moved to modules.

     import urllib2
    -for attempt in xrange(3):
    -    answer = unicode(raw_input("again? "))
    +for attempt in range(3):
    +    answer = str(input("again? "))

Part of `--migrate python3`. Safe as a change of names, made only where no binding in the file can be meant. By hand
remains what no name says: which of the program's `str` values were bytes all along (what sockets and files opened in
binary mode give is), that Python 2's `input` evaluated what was typed, `cmp`, `coerce` and `buffer`.
"""

from __future__ import annotations

from netfix.engine.expressions import is_name
from netfix.engine.findings import safe, unsafe  # noqa: F401 - what its findings can be
from netfix.engine.lazy import cst
from netfix.engine.migration import MigrationCodemod

_RENAMED = {
    "xrange": "range", "raw_input": "input", "unicode": "str", "basestring": "str", "unichr": "chr", "long": "int",
    "StandardError": "Exception",
}  # fmt: skip
_MOVED = {"reduce": "functools", "intern": "sys", "reload": "importlib"}
_WHY = "the same under its Python 3 name"


class RenamedBuiltins(MigrationCodemod):
    """Renames builtins of Python 2."""

    needles = (rb"\b(?:xrange|raw_input|unicode|unichr|basestring|long|reduce|intern|reload|file|StandardError)\b",)

    def visit_Tuple(self, node: cst.Tuple) -> None:
        """Look at the types of `isinstance(x, (str, unicode))`, of which one may be left."""
        parent = self.tree.parent(node)
        call = self.tree.parent(parent) if isinstance(parent, cst.Arg) else None
        if not (isinstance(call, cst.Call) and is_name(call.func, "isinstance", "issubclass")):
            return
        names = [self._new_name(element.value) for element in node.elements]
        if None in names or not any(map(self._is_old, (element.value for element in node.elements))):
            return
        kept = list(dict.fromkeys(name for name in names if name))
        types = [cst.Name(name) for name in kept]
        alone = cst.Tuple([cst.Element(each) for each in types], lpar=node.lpar, rpar=node.rpar)
        self.report(
            node, types[0] if len(types) == 1 else alone, self.unless_bound(_WHY, node), "use the types of Python 3"
        )

    def _new_name(self, node: cst.BaseExpression) -> str | None:
        """Give what a type is called in Python 3; None for what is no plain name."""
        if not isinstance(node, cst.Name):
            return None
        return _RENAMED[node.value] if self._is_old(node) else node.value

    def _is_old(self, node: cst.BaseExpression) -> bool:
        return isinstance(node, cst.Name) and node.value in _RENAMED and self._is_builtin(node)

    def _is_builtin(self, node: cst.Name) -> bool:
        return self.scopes.is_builtin(node, node.value) and not self._is_guarded(node)

    def visit_Name(self, node: cst.Name) -> None:
        """Look at one name."""
        if node.value in _RENAMED and self._is_builtin(node):
            new = _RENAMED[node.value]
            if not self._is_shadowed(new, node):
                self.report(
                    node,
                    _like(node, cst.Name(new)),
                    self.unless_bound(_WHY, node),
                    f"{node.value} is {new} in Python 3",
                )
        elif node.value == "file" and self._is_called(node) and self._is_builtin(node):
            if not self._is_shadowed("open", node):
                self.report(
                    node, _like(node, cst.Name("open")), self.unless_bound(_WHY, node), "file is open in Python 3"
                )
        elif node.value in _MOVED and self._is_builtin(node):
            self._import(node, _MOVED[node.value])

    def _is_called(self, node: cst.Name) -> bool:
        parent = self.tree.parent(node)
        return isinstance(parent, cst.Call) and parent.func is node

    def _is_shadowed(self, name: str, node: cst.Name) -> bool:
        return self.scopes.owner(name, self.scopes.scope_of(node)) is not None

    def _is_guarded(self, node: cst.Name) -> bool:
        """Whether the program itself catches that the name is missing."""
        return any(
            isinstance(parent, cst.Try)
            and any(
                handler.type is None or "NameError" in self.tree.source(handler.type) for handler in parent.handlers
            )
            for parent in self.tree.ancestors(node)
        )

    def _import(self, node: cst.Name, module: str) -> None:
        from netfix.engine.statements import add_import  # noqa: PLC0415 - imports LibCST

        edit = add_import(self.tree, f"from {module} import {node.value}")
        self.report(node, None, self.unless_bound(_WHY, node), f"{node.value} has moved to {module}", edits=[edit])


def _like(node: cst.Name, name: cst.Name) -> cst.Name:
    return name.with_changes(lpar=node.lpar, rpar=node.rpar)
