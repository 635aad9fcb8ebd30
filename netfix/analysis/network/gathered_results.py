"""Results that are gathered in a list only for a callback that goes through them one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

_GATHERING = "twisted.internet.defer.gatherResults"


def gathered_for_one_loop(document: Document) -> Iterator[cst.Call]:
    """Give the calls of `gatherResults` over as many Deferreds as there are items, whose callback only loops.

    A DeferredList is another matter: its callback has to go through the results to see which of them are failures.
    """
    for call in document.tree.of_kind(cst.Call):
        if (
            document.scopes.qualified(call.func) == _GATHERING
            and call.args
            and _is_of_items(document, call.args[0].value)
        ):
            callbacks = [each.args[0].value for each in _added(document, call) if len(each.args) == 1]
            if len(callbacks) == 1 and _only_loops(document, callbacks[0]):
                yield call


def _is_of_items(document: Document, node: cst.BaseExpression) -> bool:
    """Whether a list has a member for each item of something: a comprehension, or a list that a loop fills."""
    if isinstance(node, (cst.ListComp, cst.GeneratorExp)):
        return True
    bindings = document.scopes.bindings_of(node) if isinstance(node, cst.Name) else ()
    if len(bindings) != 1 or not isinstance(node, cst.Name):
        return False
    if isinstance(bindings[0].value, cst.ListComp):
        return True
    appends = [
        each
        for each in document.tree.of_kind(cst.Call)
        if isinstance(each.func, cst.Attribute) and document.tree.source(each.func) == f"{node.value}.append"
    ]
    return bool(appends) and all(
        any(isinstance(around, (cst.For, cst.While)) for around in document.tree.ancestors(each)) for each in appends
    )


def _added(document: Document, call: cst.Call) -> list[cst.Call]:
    """Give the calls of `addCallback` for a Deferred: behind the call that gives it, or on its only variable."""
    parent = document.tree.parent(call)
    targets: list[cst.CSTNode] = [call]
    if isinstance(parent, cst.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0].target, cst.Name):
        name = parent.targets[0].target
        scope = document.scopes.lookup(name)
        targets = (
            list(document.scopes.reads(scope, name.value)) if scope and len(scope.bindings(name.value)) == 1 else []
        )
    found: list[cst.Call] = []
    for target in targets:
        method = document.tree.parent(target)
        made = document.tree.parent(method) if isinstance(method, cst.Attribute) else None
        if isinstance(method, cst.Attribute) and method.attr.value == "addCallback" and isinstance(made, cst.Call):
            found.append(made)
    return found


def _only_loops(document: Document, callback: cst.BaseExpression) -> bool:
    """Whether a function of the file uses its results once: as what a `for` statement goes through, doing no more."""
    name = callback.attr if isinstance(callback, cst.Attribute) else callback
    if not isinstance(name, cst.Name):
        return False
    functions = [each for each in document.tree.of_kind(cst.FunctionDef) if each.name.value == name.value]
    if len(functions) != 1:
        return False
    skipped = 1 if isinstance(callback, cst.Attribute) else 0
    parameters = functions[0].params.params[skipped:]
    scope = document.scopes.opened_by(functions[0])
    if not parameters or scope is None:
        return False
    results = parameters[0].name.value
    uses = document.scopes.reads(scope, results)
    loop = document.tree.parent(uses[0]) if len(uses) == 1 and len(scope.bindings(results)) == 1 else None
    return isinstance(loop, cst.For) and loop.iter is uses[0] and loop in functions[0].body.body
