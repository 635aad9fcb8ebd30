"""Where the sockets of a program come from: from an expression back to the calls that made what it may be.

Followed are variables, attributes of `self`, parameters, results of functions, `with` and what takes a tuple apart, all
within one file. What cannot be followed is said so; nothing is guessed from the names of variables.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netfix.analysis.network.arguments import Arguments
from netfix.analysis.network.origin import Origin, Origins, Transport, joined, transport, transport_of
from netfix.analysis.network.variables import assigned_values
from netfix.analysis.values.flow import GIVES_NOTHING
from netfix.analysis.values.kinds import Kinds
from netfix.analysis.values.libraries import Library
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Callable

    from netfix.analysis.values.program import Program
    from netfix.engine.document import Document
    from netfix.engine.scopes import Binding


_MAKERS = frozenset({"socket.socket", "socket.SocketType", "_socket.socket"})
_STREAM_MAKERS = frozenset({"socket.create_connection", "socket.create_server"})
_CONTEXTS = frozenset({"ssl.SSLContext", "ssl.create_default_context", "ssl._create_unverified_context"})
_HANDLERS = ("socketserver.BaseRequestHandler", "socketserver.StreamRequestHandler")
#: Standard bases that never assign attributes which a class of the program holds its socket in.
_PLAIN_BASES = frozenset({"threading.Thread", "multiprocessing.Process", "Exception", "dict", "list"})
#: How many steps back are followed before giving up.
_DEEPEST = 25


class OriginFinder:
    """Finds the origins of expressions. `of` is what is asked."""

    def __init__(self, document: Document) -> None:
        """Prepare for one program."""
        program: Program = document
        self._document = document
        self._tree = program.tree
        self._scopes = program.scopes
        self._kinds = document.fact(Kinds)
        self._arguments = document.fact(Arguments)
        self._known: dict[object, Origins] = {}
        self._open: set[object] = set()

    def of(self, node: cst.BaseExpression) -> Origins:
        """Give the origins of an expression's value where it stands."""
        if len(self._open) > _DEEPEST:
            return Origins(doubt="it depends on too much to be followed")
        match node:
            case cst.Name():
                return self._of_name(node)
            case cst.Attribute():
                return self._of_attribute(node)
            case cst.Call():
                return self._of_call(node)
            case cst.Subscript(value=cst.Call() as call) if self._tree.source(node).replace(" ", "").endswith("[0]"):
                return self._of_part(call, 0)
            case cst.BooleanOperation():
                return joined([self.of(node.left), self.of(node.right)])
            case cst.IfExp():
                return joined([self.of(node.body), self.of(node.orelse)])
            case cst.NamedExpr():
                return self.of(node.value)
            case _:
                return Origins(doubt="nothing tells what it is")

    def _settled(self, key: object, find: Callable[[], Origins]) -> Origins:
        """Give `find()`, worked out once; a value that depends on itself adds nothing to itself."""
        if key in self._open:
            return Origins()
        if key not in self._known:
            self._open.add(key)
            found = find()
            self._open.discard(key)
            if self._open:
                return found  # an answer to an inner question may lack what the outer one was to add
            self._known[key] = found
        return self._known[key]

    def _of_name(self, name: cst.Name) -> Origins:
        if name.value == "None":
            return Origins()
        scope = self._scopes.lookup(name)
        bindings = scope.bindings(name.value) if scope is not None else ()
        if scope is None or not bindings or scope.binds_unseen:
            return Origins(doubt=f"nothing in the file gives {name.value} a value")
        seen = self._kinds.flow.reaching(name, bindings)
        chosen = (seen,) if seen is not None else bindings
        return joined([self._of_settled_binding(binding) for binding in chosen])

    def _of_settled_binding(self, binding: Binding) -> Origins:
        return self._settled(binding.target, lambda: self._of_binding(binding))

    def _of_settled(self, value: cst.BaseExpression) -> Origins:
        return self._settled(value, lambda: self.of(value))

    def _of_binding(self, binding: Binding) -> Origins:
        if binding.kind in GIVES_NOTHING:
            return Origins()
        if binding.value is not None:
            return self.of(binding.value)
        match binding.node:
            case cst.Assign() as statement:
                return self._of_part(statement.value, _place(self._tree.parent, binding.target))
            case cst.WithItem() as item:
                return self._of_context(item.item)
            case cst.Param() as parameter:
                return self._of_parameter(parameter)
            case _:
                return Origins(doubt=f"nothing tells what {binding.name} is")

    def _of_context(self, manager: cst.BaseExpression) -> Origins:
        if (
            isinstance(manager, cst.Call)
            and self._scopes.qualified(manager.func) == "contextlib.closing"
            and manager.args
        ):
            return self.of(manager.args[0].value)
        return self.of(manager)

    def _of_parameter(self, parameter: cst.Param) -> Origins:
        name = parameter.name.value
        given = self._arguments.given_to(parameter)
        doubt = f"{name} is a parameter, and other callers may pass anything"
        if not given:
            return Origins(doubt=doubt)
        return replace(joined([self._of_settled(value) for value in given]), doubt=doubt)

    def _of_part(self, whole: cst.BaseExpression, place: int | None) -> Origins:
        """Give the origins of what stands at a place of a tuple: of what `accept` and `socketpair` return."""
        unknown = Origins(doubt="it is part of something that is taken apart")
        if not isinstance(whole, cst.Call) or place is None:
            return unknown
        if self._scopes.qualified(whole.func) == "socket.socketpair":
            return Origins(frozenset({Origin(whole, Transport.STREAM)})) if not whole.args else unknown
        if (
            place == 0
            and isinstance(whole.func, cst.Attribute)
            and whole.func.attr.value == "accept"
            and not whole.args
        ):
            return self._accepted(whole, whole.func.value)
        return unknown

    def _accepted(self, call: cst.Call, listener: cst.BaseExpression) -> Origins:
        """Give the connection that a listener accepts. Only streams have such."""
        listening = self.of(listener)
        if not listening.found and self._kinds.libraries.has(Library.MESSAGE):
            return Origins(doubt="it may come from a listener of another kind")
        is_known = bool(listening.found) or "socket" in self._scopes.imported_packages
        doubt = None if is_known else "nothing tells what accepted it"
        return Origins(frozenset({Origin(call, Transport.STREAM, doubt)}))

    def _of_call(self, call: cst.Call) -> Origins:
        name = self._scopes.qualified(call.func)
        if name in _MAKERS:
            return Origins(frozenset({Origin(call, transport(call, self._scopes))}))
        if name in _STREAM_MAKERS:
            return Origins(frozenset({Origin(call, Transport.STREAM)}))
        if name == "socket.fromfd" and len(call.args) > 2:  # noqa: PLR2004 - descriptor, family, type
            kind = transport_of(call.args[2].value, self._scopes)
            return Origins(frozenset({Origin(call, kind, "its descriptor comes from elsewhere")}))
        if name == "ssl.wrap_socket" or self._is_context_wrap(call):
            inner = self.of(call.args[0].value) if call.args else Origins(doubt="its socket is not named")
            wrapped = Origin(call, Transport.STREAM, inner.doubt)
            return Origins(frozenset({wrapped, *(each for each in inner.found if each.node is not call)}))
        return self._of_function(call)

    def _is_context_wrap(self, call: cst.Call) -> bool:
        """Whether a call is `context.wrap_socket(…)` of a context of ssl's."""
        if not (isinstance(call.func, cst.Attribute) and call.func.attr.value == "wrap_socket"):
            return False
        context = call.func.value
        if isinstance(context, (cst.Name, cst.Attribute)):
            values = assigned_values(self._document, context)
            return any(
                isinstance(value, cst.Call) and self._scopes.qualified(value.func) in _CONTEXTS for value in values
            )
        return isinstance(context, cst.Call) and self._scopes.qualified(context.func) in _CONTEXTS

    def _of_function(self, call: cst.Call) -> Origins:
        """Give the origins of what a function or method of the file returns."""
        function = self._arguments.definition(call.func)
        if function is None or function.asynchronous is not None or self._kinds.outcomes.is_generator(function):
            return Origins(doubt="nothing tells what this call returns")
        values = [
            statement.value
            for each in (function, *self._overriding(function))
            for statement in self._kinds.outcomes.returns(each)
            if statement.value is not None
        ]
        found = [self._of_settled(value) for value in values]
        return joined(found) if found else Origins(doubt="the function returns nothing")

    def _overriding(self, method: cst.FunctionDef) -> list[cst.FunctionDef]:
        """Give the methods of subclasses that may be called instead of a method."""
        owner, found = self._arguments.class_of(method), list[cst.FunctionDef]()
        for each in self._tree.of_kind(cst.FunctionDef) if owner is not None else ():
            other = self._arguments.class_of(each) if each.name.value == method.name.value else None
            if other is not None and other is not owner and owner in self._kinds.classes.family(other).members:
                found.append(each)
        return found

    def _of_attribute(self, node: cst.Attribute) -> Origins:
        owner = self._kinds.classes.class_of_self(node.value)
        if owner is None:
            return Origins(doubt=f"nothing tells what the attribute {node.attr.value} is")
        name = node.attr.value
        return self._settled((owner, name), lambda: self._of_member(owner, name, node))

    def _of_member(self, owner: cst.ClassDef, name: str, node: cst.Attribute) -> Origins:
        """Give the origins of an attribute: of all that the file assigns to it."""
        family = self._kinds.classes.family(owner)
        bases = self.bases(owner)
        if name in {"request", "connection"} and bases & set(_HANDLERS):
            return Origins(
                frozenset({Origin(node.attr, Transport.STREAM, "the handler may be given to another server")})
            )
        found: list[Origins] = []
        for member in family.members:
            scope = self._scopes.opened_by(member)
            found += (self._of_binding(binding) for binding in (scope.bindings(name) if scope is not None else ()))
        for target in self._kinds.classes.assigned.get(name, ()):
            other = self._kinds.classes.class_of_self(target.value)
            if other is None:
                found.append(Origins(doubt=f"{name} is assigned from outside"))
            elif other in family.members or owner in self._kinds.classes.family(other).members:
                found.append(self._of_target(target))
        together = joined(found)
        strange = bases - _PLAIN_BASES - {"object"}
        if not together.found or together.doubt:
            return together if found else Origins(doubt=f"nothing in the file assigns {name}")
        return replace(together, doubt=f"{min(strange)} may use the attribute {name}, too") if strange else together

    def bases(self, owner: cst.ClassDef) -> frozenset[str]:
        """Name the bases of a class that are not in this file, with `socketserver` for Python 2's `SocketServer`."""
        found: set[str] = set()
        for member in self._kinds.classes.family(owner).members:
            for base in member.bases:
                if self._kinds.classes.named(base.value) is None:
                    name = self._scopes.qualified(base.value) or self._tree.source(base.value)
                    found.add(name.replace("SocketServer.", "socketserver."))
        return frozenset(found)

    def _of_target(self, target: cst.Attribute) -> Origins:
        holder = self._tree.parent(target)
        if isinstance(holder, cst.AssignTarget):
            statement = self._tree.parent(holder)
            return self.of(statement.value) if isinstance(statement, cst.Assign) else Origins(doubt="it is unknown")
        if isinstance(holder, cst.AnnAssign):
            return self.of(holder.value) if holder.value is not None else Origins()
        if isinstance(holder, cst.Del):
            return Origins()
        statement = next(
            (each for each in self._tree.ancestors(target) if isinstance(each, (cst.Assign, cst.AsName))), None
        )
        if isinstance(statement, cst.Assign):
            return self._of_part(statement.value, _place(self._tree.parent, target))
        if isinstance(statement, cst.AsName) and isinstance(item := self._tree.parent(statement), cst.WithItem):
            return self._of_context(item.item)
        return Origins(doubt=f"nothing tells what {target.attr.value} is")


def _place(parent: Callable[[cst.CSTNode], cst.CSTNode | None], target: cst.CSTNode) -> int | None:
    """Give the place of a target in the tuple that it is part of; None if it is in none, or deeper in one."""
    element = parent(target)
    whole = parent(element) if isinstance(element, cst.Element) else None
    if not isinstance(whole, (cst.Tuple, cst.List)) or any(
        isinstance(each, cst.StarredElement) for each in whole.elements
    ):
        return None
    if not isinstance(parent(whole), cst.AssignTarget):
        return None
    return next(at for at, each in enumerate(whole.elements) if each is element)
