"""Of which class a parameter is, by what is passed to its function: in calls, and by Deferreds to callbacks.

    creator = protocol.ClientCreator(reactor, ftp.FTPClient)
    d = creator.connectTCP("localhost", 21)
    d.addCallback(connected)

says that the parameter of `connected` is an FTPClient, if that is all that happens to `connected`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.deferred_chains import LINKS, LinkKind

if TYPE_CHECKING:
    from netfix.analysis.twisted.classes import AnyClass, Classes
    from netfix.engine.bindings import Binding
    from netfix.engine.document import Document

_CLIENT_CREATOR = "twisted.internet.protocol.ClientCreator"

_CONNECTING = frozenset({"connectTCP", "connectSSL", "connectUNIX"})


def class_of_parameter(document: Document, classes: Classes, binding: Binding, depth: int) -> AnyClass | None:
    """Give the class of all that is passed for a parameter of a plain function; None if not all is seen."""
    function = binding.scope.node
    if not isinstance(function, cst.FunctionDef) or classes.method_of_self(function) is not None or function.decorators:
        return None
    at = next((index for index, each in enumerate(function.params.params) if each is binding.node), None)
    scope = document.scopes.scope_of(function)
    references = document.scopes.reads(scope, function.name.value)
    if at is None or not references or len(scope.bindings(function.name.value)) != 1:
        return None
    found = [_passed(document, classes, reference, at, depth) for reference in references]
    first = found[0]
    return first if all(each is not None and (each is first or each == first) for each in found) else None


def _passed(document: Document, classes: Classes, reference: cst.Name, at: int, depth: int) -> AnyClass | None:
    """Give the class of what one use of a function passes for its parameter at a position."""
    tree = document.tree
    parent = tree.parent(reference)
    if isinstance(parent, cst.Call) and parent.func is reference:
        return _argument(classes, parent, at, depth)
    call = tree.parent(parent) if isinstance(parent, cst.Arg) else None
    if not isinstance(call, cst.Call) or not isinstance(call.func, cst.Attribute) or call.args[0] is not parent:
        return None
    kind = LINKS.get(call.func.attr.value)
    if kind not in {LinkKind.CALLBACK, LinkKind.BOTH, LinkKind.ERRBACK}:
        return None
    if at == 0:
        return _result(document, classes, call) if kind is LinkKind.CALLBACK else None
    return _argument(classes, call, at, depth)


def _argument(classes: Classes, call: cst.Call, at: int, depth: int) -> AnyClass | None:
    """Give the class of a positional argument."""
    if at >= len(call.args) or any(argument.star or argument.keyword is not None for argument in call.args[: at + 1]):
        return None
    return classes.of(call.args[at].value, depth + 1)


def _result(document: Document, classes: Classes, link: cst.Call) -> AnyClass | None:
    """Give the class of the result that the first callback of a Deferred gets: the protocol of a ClientCreator."""
    receiver = link.func.value if isinstance(link.func, cst.Attribute) else None
    if isinstance(receiver, cst.Name):
        bindings = document.scopes.bindings_of(receiver)
        scope = document.scopes.lookup(receiver)
        reads = document.scopes.reads(scope, receiver.value) if scope is not None else ()
        if len(bindings) != 1 or not reads or reads[0] is not receiver:
            return None
        receiver = bindings[0].value
    if not isinstance(receiver, cst.Call) or not isinstance(receiver.func, cst.Attribute):
        return None
    if receiver.func.attr.value not in _CONNECTING:
        return None
    creator = _value(document, receiver.func.value)
    if not isinstance(creator, cst.Call) or classes.named(creator.func) != _CLIENT_CREATOR or len(creator.args) < 2:  # noqa: PLR2004 - reactor, class
        return None
    given = creator.args[1]
    return classes.named(given.value) if given.keyword is None and not given.star else None


def _value(document: Document, node: cst.BaseExpression) -> cst.BaseExpression | None:
    """Give an expression, or the one that a variable is bound to, once."""
    if not isinstance(node, cst.Name):
        return node
    bindings = document.scopes.bindings_of(node)
    return bindings[0].value if len(bindings) == 1 else None
