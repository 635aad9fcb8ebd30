"""Wait for Deferreds in inlineCallbacks generators, not in deferredGenerator ones.

`deferredGenerator` and `waitForDeferred` were for Python 2.4, where `yield` had no value; Twisted 25.5 has neither.

     from twisted.internet import defer


    -@defer.deferredGenerator
    +@defer.inlineCallbacks
     def count(client):
    -    waiting = defer.waitForDeferred(client.list("", "*"))
    -    yield waiting
    -    names = waiting.getResult()
    -    yield len(names)
    +    names = yield client.list("", "*")
    +    return len(names)

Part of `--migrate twisted`. Unsafe: the order of what happens is the same, but all of it rests on the three statements
standing together, and on the last `yield` being the result. In a Python 2 program the result is given by `returnValue`.
By hand remain generators of any other shape: results that are yielded before the end, failures that nobody fetches with
`getResult`, and waiting objects that are used for more. Imports that are left without a use are taken out, which is
safe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.document import Document

_DEFER = "twisted.internet.defer"
_GENERATOR = f"{_DEFER}.deferredGenerator"
_WAIT = f"{_DEFER}.waitForDeferred"
_MESSAGE = "deferredGenerator is gone"


class DeferredGenerator(Codemod):
    """Makes `deferredGenerator` functions `inlineCallbacks` ones."""

    by_default = False
    needles = (rb"\b(?:deferredGenerator|waitForDeferred)\b",)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._markers: list[cst.CSTNode] = []

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        """Take out what is imported and not used any more."""
        if isinstance(node.names, cst.ImportStar) or node.module is None or self.tree.source(node.module) != _DEFER:
            return
        for alias in node.names:
            name = self.tree.source(alias.name)
            local = name if alias.asname is None else self.tree.source(alias.asname.name)
            scope = self.scopes.owner(local, self.scopes.scope_of(alias))
            if f"{_DEFER}.{name}" in {_GENERATOR, _WAIT} and scope is not None and not self.scopes.reads(scope, local):
                from netfix.analysis.names.import_edits import without_alias  # noqa: PLC0415 - imports LibCST

                edits = [without_alias(self.tree, node, alias)]
                why = "nothing in the file uses it, and importing it fails"
                self.report(alias, None, safe(why), f"{name} is gone", edits=edits)

    def visit_FunctionDef(self, node: cst.FunctionDef) -> None:
        """Look at one function."""
        marked = self._marked(node)
        if marked is None:
            return
        at, marking = marked
        self._markers.append(at)
        body = self._body(node)
        if body is None:
            advice = "make it an `inlineCallbacks` generator, which yields Deferreds and returns its result"
            self.report(at, None, manual(advice), _MESSAGE)
            return
        why = "it holds only if each Deferred is waited for, and its result fetched, where it was made"
        self.report(at, None, unsafe(why), _MESSAGE, edits=[*marking, *body])

    def finish(self) -> None:
        """Report the uses of the two functions outside of what is looked at as a whole."""
        for kind in (cst.Attribute, cst.Name):
            for node in self.tree.of_kind(kind):
                if self.scopes.qualified(node) not in {_GENERATOR, _WAIT} or self._is_seen(node):
                    continue
                self.report(node, None, manual("use an `inlineCallbacks` generator, which yields Deferreds"), _MESSAGE)

    def _is_seen(self, node: cst.CSTNode) -> bool:
        """Whether a name stands in an import, or belongs to a function that is made a deferredGenerator."""
        if isinstance(node, cst.Name) and not self.scopes.is_variable(node):
            return True
        for each in self.tree.ancestors(node):
            if isinstance(each, (cst.Import, cst.ImportFrom)):
                return True
            if isinstance(each, cst.FunctionDef) and self._marked(each) is not None:
                return True
        return any(
            each is node or node in self.tree.ancestors(each) or each in self.tree.ancestors(node)
            for each in self._markers
        )

    def _marked(self, node: cst.FunctionDef) -> tuple[cst.CSTNode, list[Edit]] | None:
        """Give what makes a function a deferredGenerator, and the edits that make it an inlineCallbacks."""
        for decorator in node.decorators:
            if self.scopes.qualified(decorator.decorator) == _GENERATOR:
                new, added = self._named("inlineCallbacks", decorator.decorator)
                return decorator.decorator, [Edit(*self.tree.span(decorator.decorator), new), *added]
        assignment = _assignment(_next(self.tree.parent(node), node))
        call = assignment.value if assignment is not None else None
        if (
            assignment is None
            or not isinstance(call, cst.Call)
            or self.scopes.qualified(call.func) != _GENERATOR
            or len(call.args) != 1
        ):
            return None
        if self.tree.source(call.args[0].value) != node.name.value or node.decorators:
            return None
        from netfix.engine.statements import insert_before, remove  # noqa: PLC0415 - imports LibCST

        new, added = self._named("inlineCallbacks", call.func)
        return call, [insert_before(self.tree, node, [f"@{new}"]), remove(self.tree, assignment), *added]

    def _named(self, name: str, at: cst.BaseExpression) -> tuple[str, list[Edit]]:
        """Give what to call a function of the module `defer`: as the expression `at` names its neighbour."""
        if isinstance(at, cst.Attribute):
            return f"{self.tree.source(at.value)}.{name}", []
        from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

        return import_edit(self.document, _DEFER, name, at)

    def _body(self, node: cst.FunctionDef) -> list[Edit] | None:
        """Give the edits of a function's body; None if it has another shape than this codemod knows."""
        yields = [each for each in self.tree.of_kind(cst.Yield) if self._function(each) is node]
        calls = [each for each in self.tree.of_kind(cst.Call) if self._is_wait(each) and self._function(each) is node]
        edits: list[Edit] = []
        waits = 0
        for each in yields:
            wait = self._wait(each)
            made = wait if wait is not None else self._result(each, node)
            if made is None:
                return None
            waits += wait is not None
            edits += made
        names = {
            each.value.value for each in yields if isinstance(each.value, cst.Name) and self._is_waiting(each.value)
        }
        reads = [read for name in names for read in self._reads(node, name)]
        return edits if waits == len(calls) and yields and len(reads) == 2 * waits else None

    def _reads(self, function: cst.FunctionDef, name: str) -> Sequence[cst.Name]:
        """Give the uses of a variable of a function."""
        scope = self.scopes.opened_by(function)
        return self.scopes.reads(scope, name) if scope is not None else ()

    def _is_wait(self, node: cst.BaseExpression) -> bool:
        return isinstance(node, cst.Call) and self.scopes.qualified(node.func) == _WAIT and len(node.args) == 1

    def _wait(self, node: cst.Yield) -> list[Edit] | None:
        """Give the edits for `w = waitForDeferred(d)`, `yield w`, `r = w.getResult()` around a `yield`."""
        block = self._block(node)
        here = self.tree.statement(node)
        at = next((index for index, each in enumerate(block) if each is here), 0)
        if not 0 < at < len(block) - 1 or not isinstance(node.value, cst.Name):
            return None
        made, after = _assignment(block[at - 1]), block[at + 1]
        if made is None or not isinstance(here, cst.SimpleStatementLine) or len(here.body) != 1:
            return None
        result = self._fetched(after, node.value.value)
        if result is None or not self._is_wait(made.value) or not isinstance(made.value, cst.Call):
            return None
        if self.tree.source(made.targets[0].target) != node.value.value or not isinstance(here.body[0], cst.Expr):
            return None
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        deferred = self.tree.source(made.value.args[0].value)
        deferred = f"({deferred})" if "\n" in deferred else deferred
        removed = [remove(self.tree, made), remove(self.tree, here.body[0])]
        return [*removed, Edit(*self.tree.span(result), f"yield {deferred}")]

    def _fetched(self, node: cst.CSTNode, name: str) -> cst.Call | None:
        """Give `name.getResult()` if a statement does nothing but fetch it, and perhaps assign it."""
        small = node.body[0] if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1 else None
        value = small.value if isinstance(small, (cst.Expr, cst.Assign)) else None
        if isinstance(value, cst.Call) and not value.args and self.tree.source(value.func) == f"{name}.getResult":
            return value
        return None

    def _result(self, node: cst.Yield, function: cst.FunctionDef) -> list[Edit] | None:
        """Give the edit that returns what is yielded last; None if something may follow."""
        statement = self.tree.parent(node)
        line = statement and self.tree.parent(statement)
        if not isinstance(statement, cst.Expr) or line is None or node.value is None or not self._ends(line, function):
            return None
        if self._is_waiting(node.value):
            return None
        value = self.tree.source(node.value)
        ending = self._return_behind(line)
        if self.document.dialect is Dialect.PYTHON3:
            return [Edit(*self.tree.span(node), f"return {value}"), *ending]
        at = self._marked(function)
        marker = at[0].func if at is not None and isinstance(at[0], cst.Call) else at and at[0]
        if not isinstance(marker, cst.BaseExpression):
            return None
        new, added = self._named("returnValue", marker)
        return [Edit(*self.tree.span(node), f"{new}({value})"), *added, *ending]

    def _is_waiting(self, node: cst.CSTNode | None) -> bool:
        """Whether a name stands for what `waitForDeferred` gave."""
        if not isinstance(node, cst.Name):
            return False
        return any(each.value is not None and self._is_wait(each.value) for each in self.scopes.bindings_of(node))

    def _return_behind(self, line: cst.CSTNode) -> list[Edit]:
        """Give the edit that takes out a `return` which would never be reached."""
        following = _next(self.tree.parent(line), line)
        if not isinstance(following, cst.SimpleStatementLine) or self.tree.source(following) != "return":
            return []
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        return [remove(self.tree, following.body[0])]

    def _ends(self, line: cst.CSTNode, function: cst.FunctionDef) -> bool:
        """Whether nothing runs behind a statement but the end of its function."""
        node: cst.CSTNode = line
        while node is not function:
            parent = self.tree.parent(node)
            following = _next(parent, node)
            if isinstance(following, cst.SimpleStatementLine) and self.tree.source(following.body[0]) == "return":
                return True
            if following is not None or parent is None or isinstance(parent, (cst.For, cst.While, cst.Try, cst.With)):
                return False
            node = parent
        return True

    def _block(self, node: cst.CSTNode) -> Sequence[cst.CSTNode]:
        """Give the statements among which the one of a node stands."""
        statement = self.tree.statement(node)
        block = statement and self.tree.parent(statement)
        return list(block.body) if isinstance(block, cst.IndentedBlock) else []

    def _function(self, node: cst.CSTNode) -> cst.CSTNode | None:
        """Give the function in which code runs."""
        inner = (parent for parent in self.tree.ancestors(node) if isinstance(parent, (cst.FunctionDef, cst.Lambda)))
        return next(inner, None)


def _next(block: cst.CSTNode | None, node: cst.CSTNode) -> cst.CSTNode | None:
    """Give the statement that follows another in its block."""
    body = list(block.body) if isinstance(block, (cst.IndentedBlock, cst.Module)) else []
    at = next((index for index, each in enumerate(body) if each is node), len(body))
    return body[at + 1] if at + 1 < len(body) else None


def _assignment(node: cst.CSTNode | None) -> cst.Assign | None:
    """Give the assignment to one target that a line is."""
    small = node.body[0] if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1 else None
    return small if isinstance(small, cst.Assign) and len(small.targets) == 1 else None
