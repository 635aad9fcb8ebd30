"""Which values of a program came over the network: taint, from an expression back to where it was received.

Followed are variables, attributes of `self`, containers that are filled, parameters, results of functions and all that
takes a value apart or decodes it, within one file and without regard to order. What a program sends itself, through a
socket pair or a local socket, did not come over the network.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.network import sources
from netfix.analysis.network.arguments import Arguments
from netfix.analysis.network.calls import CallSources
from netfix.analysis.network.origins import OriginFinder
from netfix.analysis.network.served import served_functions
from netfix.analysis.network.source import Form, Source, read_from
from netfix.analysis.network.variables import identity
from netfix.analysis.values.flow import GIVES_NOTHING
from netfix.analysis.values.kinds import Kinds
from netfix.engine.lazy import cst
from netfix.engine.tree import code_children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.document import Document
    from netfix.engine.scopes import Binding

_MOST_STEPS = 2_000
_DEEPEST = 60


class NetworkData:
    """Looks up where values were received. `source` is what codemods ask."""

    def __init__(self, document: Document) -> None:
        """Prepare for one program."""
        self._document = document
        self._tree = document.tree
        self._scopes = document.scopes
        self._kinds = document.fact(Kinds)
        self._arguments = document.fact(Arguments)
        self._packages = document.scopes.imported_packages
        self._seen: set[object] = set()
        self._steps = 0
        self._depth = 0
        #: What is stored into a variable or attribute, other than by assignment.
        self._stored: dict[object, list[cst.BaseExpression]] = {}
        self._calls = CallSources(document, self)
        self._served = served_functions(document)
        for call in self._tree.of_kind(cst.Call):
            if isinstance(call.func, cst.Attribute) and call.func.attr.value in sources.STORING_METHODS and call.args:
                self._store(call.func.value, [each.value for each in call.args])
        for assign in self._tree.of_kind(cst.Assign):
            for target in assign.targets:
                if isinstance(target.target, cst.Subscript):
                    self._store(target.target.value, [assign.value])

    def _store(self, holder: cst.BaseExpression, values: list[cst.BaseExpression]) -> None:
        found = identity(self._document, holder)
        if found is not None:
            self._stored.setdefault(found, []).extend(values)

    def source(self, node: cst.BaseExpression) -> Source | None:
        """Give where an expression's value was received; None if it was not, or if that can't be seen."""
        self._seen.clear()
        self._steps = self._depth = 0
        return self.follow(node)

    def enters(self, thing: object) -> bool:
        """Note that something is looked into; false if it was before, within the question."""
        if thing in self._seen:
            return False
        self._seen.add(thing)
        return True

    def first(self, nodes: Iterable[cst.BaseExpression]) -> Source | None:
        """Give the source of the first of several expressions that has one."""
        for node in nodes:
            found = self.follow(node)
            if found is not None:
                return found
        return None

    def follow(self, node: cst.BaseExpression) -> Source | None:
        """As `source`, within a question."""
        self._steps += 1
        if self._steps > _MOST_STEPS or self._depth >= _DEEPEST:
            return None
        self._depth += 1
        try:
            return self._find(node)
        finally:
            self._depth -= 1

    def _find(self, node: cst.BaseExpression) -> Source | None:
        match node:
            case cst.Name():
                return self._of_name(node)
            case cst.Attribute():
                return self._of_attribute(node)
            case cst.Call():
                return self._calls.of(node)
            case cst.Subscript():
                return self._of_subscript(node)
            case _:
                return self._of_operands(node)

    def _of_operands(self, node: cst.BaseExpression) -> Source | None:
        match node:
            case cst.Await():
                return self.follow(node.expression)
            case cst.NamedExpr():
                return self.follow(node.value)
            case cst.IfExp():
                return self.first((node.body, node.orelse))
            case cst.BooleanOperation(operator=cst.And()):
                return self.follow(node.right)
            case cst.BinaryOperation() | cst.BooleanOperation():
                return self.first((node.left, node.right))
            case cst.Tuple() | cst.List():
                return self.first(element.value for element in node.elements)
            case cst.ListComp() | cst.GeneratorExp():
                return self.follow(node.elt)
            case cst.Lambda():
                return self.follow(node.body)
            case cst.FormattedString() | cst.ConcatenatedString():
                return self.first(_formatted(node))
            case _:
                return None

    def _of_name(self, name: cst.Name) -> Source | None:
        scope = self._scopes.lookup(name)
        bindings = scope.bindings(name.value) if scope is not None else ()
        if scope is None or not bindings:
            return None
        seen = self._kinds.flow.reaching(name, bindings)
        for binding in (seen,) if seen is not None else bindings:
            found = self._of_binding(binding)
            if found is not None:
                return found
        return self._of_stored((scope, name.value))

    def _of_stored(self, holder: object) -> Source | None:
        if not self.enters(holder):
            return None
        found = self.first(self._stored.get(holder, ()))
        return replace(found, form=Form.OBJECT) if found is not None else None

    def _of_binding(self, binding: Binding) -> Source | None:
        if binding.kind in GIVES_NOTHING or not self.enters(binding.target):
            return None
        if binding.value is not None:
            return self.follow(binding.value)
        match binding.node:
            case cst.Assign() as statement:
                return self._of_part(binding.target, statement.value)
            case cst.AugAssign() as statement:
                return self.follow(statement.value)
            case (cst.For() | cst.CompFor()) as loop:
                return read_from(self.follow(loop.iter))
            case cst.WithItem() as item:
                return self.follow(_closed(item.item))
            case cst.Param() as parameter:
                return self._of_parameter(parameter)
            case _:
                return None

    def _of_part(self, target: cst.CSTNode, whole: cst.BaseExpression) -> Source | None:
        """Give the source of a part of what is taken apart: of `recvfrom`'s pair the address is none."""
        value = whole.expression if isinstance(whole, cst.Await) else whole
        name = last_name(value.func) if isinstance(value, cst.Call) else ""
        if name in {"recvfrom", "recvmsg", "open_connection"}:
            element = self._tree.parent(target)
            pair = self._tree.parent(element) if element is not None else None
            if isinstance(pair, (cst.Tuple, cst.List)) and pair.elements[0] is not element:
                return None
        found = self.follow(whole)
        return read_from(found) if name == "recv_multipart" else found

    def _of_parameter(self, parameter: cst.Param) -> Source | None:
        function = self._arguments.function_of(parameter)
        if function is None or parameter.star:
            return None
        parameters = [*function.params.posonly_params, *function.params.params]
        at = parameters.index(parameter) if parameter in parameters else -1
        is_method = self._arguments.class_of(function) is not None
        name = function.name.value
        place = at - 1 if is_method else at
        if is_method and sources.CALLBACKS.get(name) == place:
            return Source(parameter, name, Form.BYTES)
        if is_method and name.startswith("end_") and place == 0 and self._is_unmarshaller(function):
            return Source(parameter, "an XML-RPC message", Form.BYTES)
        if place >= 0 and (function in self._served or (is_method and name.startswith("xmlrpc_"))):
            is_reader = parameter.name.value == "reader"
            what = "a connection" if is_reader else f"a remote call of {name}"
            return Source(parameter, what, Form.OBJECT if is_reader else Form.TEXT)
        names = [each.name.value for each in parameters]
        if names[-2:] == ["environ", "start_response"] and parameter.name.value == "environ":
            return Source(parameter, "a web request", Form.OBJECT)
        return self.first(self._arguments.given_to(parameter))

    def _is_unmarshaller(self, method: cst.FunctionDef) -> bool:
        owner = self._arguments.class_of(method)
        return owner is not None and bool(self._document.fact(OriginFinder).bases(owner) & sources.UNMARSHALLERS)

    def _of_attribute(self, node: cst.Attribute) -> Source | None:
        name = self._scopes.qualified(node)
        if name in sources.SOURCE_ATTRIBUTES:
            return Source(node, sources.SOURCE_ATTRIBUTES[name], Form.OBJECT)
        attribute = node.attr.value
        if self._is_request(node.value) and any(
            package in self._packages and attribute in names for package, names in sources.REQUEST_ATTRIBUTES.items()
        ):
            return Source(node, "a web request", Form.OBJECT)
        owner = self._kinds.classes.class_of_self(node.value)
        if owner is not None:
            return self._of_member(owner, node)
        if attribute not in sources.PASSING_ATTRIBUTES:
            return None
        return read_from(self.follow(node.value), is_text=attribute in {"text", "value", "args", "headers"})

    def _is_request(self, node: cst.BaseExpression) -> bool:
        return last_name(node) == "request"

    def _of_member(self, owner: cst.ClassDef, node: cst.Attribute) -> Source | None:
        name = node.attr.value
        for base in self._document.fact(OriginFinder).bases(owner):
            if name in sources.HANDLER_ATTRIBUTES.get(base.rpartition(".")[2], ()):
                return Source(node, f"self.{name}", Form.TEXT if name in {"path", "requestline"} else Form.OBJECT)
        if not self.enters((owner, name, "assigned")):
            return None
        family = self._kinds.classes.family(owner).members
        for target in self._kinds.classes.assigned.get(name, ()):
            if self._kinds.classes.class_of_self(target.value) in family:
                found = self._of_target(target)
                if found is not None:
                    return found
        return self._of_stored((owner, name))

    def _of_target(self, target: cst.Attribute) -> Source | None:
        """Give the source of what an attribute is assigned."""
        holder = self._tree.parent(target)
        if isinstance(holder, cst.AugAssign):
            return self.follow(holder.value)
        for ancestor in self._tree.ancestors(target):
            if isinstance(ancestor, cst.Assign):
                return (
                    self._of_part(target, ancestor.value)
                    if isinstance(holder, cst.Element)
                    else self.follow(ancestor.value)
                )
            if isinstance(ancestor, cst.AnnAssign):
                return self.follow(ancestor.value) if ancestor.value is not None else None
            if isinstance(ancestor, cst.BaseStatement):
                break
        return None

    def _of_subscript(self, node: cst.Subscript) -> Source | None:
        if self._scopes.qualified(node.value) == "os.environ":
            key = node.slice[0].slice
            return self._calls.of_variable(node, key.value if isinstance(key, cst.Index) else None)
        found = self.follow(node.value)
        is_text = found is not None and found.form is Form.OBJECT
        return read_from(found, is_text=is_text)


def _closed(node: cst.BaseExpression) -> cst.BaseExpression:
    """Give `x` for `closing(x)`."""
    return (
        node.args[0].value if isinstance(node, cst.Call) and last_name(node.func) == "closing" and node.args else node
    )


def _formatted(node: cst.BaseExpression) -> list[cst.BaseExpression]:
    """Give the expressions in an f-string."""
    found: list[cst.BaseExpression] = []
    waiting: list[cst.CSTNode] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, cst.FormattedStringExpression):
            found.append(part.expression)
        elif isinstance(part, (cst.FormattedString, cst.ConcatenatedString)):
            waiting += code_children(part)
    return found
