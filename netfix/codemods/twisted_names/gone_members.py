"""Do without the methods that Twisted's classes have lost.

What a class has lost shows only when the line is reached, as an AttributeError; what is deprecated warns there.

     from twisted.internet import defer, reactor


     def wait():
         d = defer.Deferred()
    -    d.arm()
    -    d.setTimeout(30)
    +    d.addTimeout(30, reactor)
         return d

Part of `--migrate twisted`. Safe where nothing is needed any more (`arm`, `initThreads`) and where only the spelling
has changed: `optStrings` of `usage.Options` is `optParameters`, a service's port 8080 is "tcp:8080", the path of a
child is bytes in Python 3. Unsafe is `setTimeout`, whose successor also cancels what is waited for. All else is
reported with what to do. Looked at are only objects whose class the run's files show.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.expressions import literal_string, positional
from netfix.engine.findings import manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.classes import AnyClass, Classes

_REACTOR = "twisted.internet.reactor"
_OPTIONS = "twisted.python.usage.Options"
_RESOURCE = "twisted.web.resource.Resource"
_SESSION = "twisted.web.server.Session"
_REQUEST = "twisted.web.http.Request"
_OF_FIRST_ERROR = {"0": "subFailure", "1": "index"}
_STRPORTS = frozenset({"twisted.application.strports.service", "twisted.application.strports.listen"})


class GoneMembers(Codemod):
    """Finds uses of methods and attributes that are gone."""

    by_default = False
    reads_others = True
    needles = (
        rb"\.\s*(?:arm|callbacks|setTimeout|addDeferred|deferred|loseConnection|startMessage|tlsMode|getComponent)\b",
        rb"\.\s*(?:stack|statinfo|dispatch|dispatchWithCallback|getPerspective|deferSetUp|visit|getClient|getClientIP)\b",
        rb"\.\s*(?:headers|noLongerQueued|received_headers|checkExpired|client(?:SSL|TCP|UNIX)|connectUDP|connectWith)\b",
        rb"\b(?:closeStdin|FirstError)\b",
        rb"\.\s*(?:initThreads|iterate|listenWith|putChild|startCheckingExpiration)\b|\b(?:optStrings|strports)\b",
    )

    @property
    def _classes(self) -> Classes:
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - imports LibCST

        return self.document.fact(Classes)

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at one attribute."""
        from netfix.analysis.twisted.members import MEMBERS, REACTOR  # noqa: PLC0415 - imports LibCST

        name = node.attr.value
        if name in REACTOR and self.scopes.qualified(node) == f"{_REACTOR}.{name}":
            self._report(node, "reactor", *REACTOR[name])
            return
        losing = [owner for owner, members in MEMBERS.items() if name in members]
        made = self._class_of(node.value) if losing else None
        if made is None or self._classes.defines(made, name) or self._is_target(node, made):
            return
        for owner in losing:
            if self._classes.inherits(made, owner):
                self._report(node, owner.rpartition(".")[2], *MEMBERS[owner][name])
                return

    def _class_of(self, node: cst.BaseExpression) -> AnyClass | None:
        """Give the class of an object; the request that a resource is given is one of Twisted's."""
        from netfix.analysis.twisted.members import RENDERING  # noqa: PLC0415 - imports LibCST

        known = self._classes.of(node)
        bindings = self.scopes.bindings_of(node) if known is None and isinstance(node, cst.Name) else ()
        binding = bindings[0] if len(bindings) == 1 else None
        function = binding.scope.node if binding is not None else None
        owner = self._classes.method_of_self(function) if isinstance(function, cst.FunctionDef) else None
        if owner is None or not isinstance(function, cst.FunctionDef):
            return known
        name = function.name.value
        is_rendering = name in RENDERING or name.startswith("render_")
        last = function.params.params[-1] if function.params.params else None
        is_last = binding is not None and last is binding.node
        return _REQUEST if is_rendering and is_last and self._classes.inherits(owner, _RESOURCE) else known

    def _is_target(self, node: cst.Attribute, made: AnyClass) -> bool:
        """Whether a class of the file gives itself an attribute of that name."""
        return isinstance(made, cst.ClassDef) and bool(self._classes.attribute_values(made, node.attr.value))

    def _report(self, node: cst.Attribute, owner: str, what: str, advice: str) -> None:
        from netfix.analysis.twisted.members import NEEDLESS  # noqa: PLC0415 - imports LibCST
        from netfix.engine.statements import import_edit, remove  # noqa: PLC0415 - imports LibCST

        message = f"{node.attr.value} of {owner} {what}"
        call = self.tree.parent(node)
        statement = call and self.tree.parent(call)
        if not isinstance(call, cst.Call) or call.func is not node:
            self.report(node, None, manual(advice), message)
        elif node.attr.value in NEEDLESS and not call.args and isinstance(statement, cst.Expr):
            self.report(node, None, safe("nothing is needed instead"), message, edits=[remove(self.tree, statement)])
        elif node.attr.value == "setTimeout" and len(positional(call) or ()) == 1:
            reactor, edits = import_edit(self.document, "twisted.internet", "reactor", node)
            end = self.tree.span(call.args[0].value)[1]
            edits += [Edit(*self.tree.span(node.attr), "addTimeout"), Edit(end, end, f", {reactor}")]
            verdict = unsafe("`addTimeout` cancels what the Deferred waits for, and the failure is a TimeoutError too")
            self.report(node, None, verdict, message, edits=edits)
        else:
            self.report(node, None, manual(advice), message)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at a call whose arguments are written in another way now."""
        if self.scopes.qualified(node.func) in _STRPORTS:
            self._look_at_port(node)
        name = node.func.attr.value if isinstance(node.func, cst.Attribute) else ""
        owner = self._classes.of(node.func.value) if isinstance(node.func, cst.Attribute) else None
        if owner is None:
            return
        if name == "putChild" and self._classes.inherits(owner, _RESOURCE):
            self._look_at_path(node)
        elif name == "startCheckingExpiration" and node.args and self._classes.inherits(owner, _SESSION):
            self.report(node, None, manual("set `sessionTimeout` of the class"), f"{name} takes no lifetime")

    def _look_at_port(self, node: cst.Call) -> None:
        """Look at the description of a port, which begins with its kind now."""
        first = node.args[0] if node.args else None
        text = literal_string(first.value) if first is not None and first.keyword is None and not first.star else None
        if first is None or text is None or not text.partition(":")[0].isdigit():
            return
        source = self.tree.source(first.value)
        at = self.tree.span(first.value)[0] + source.find(text)
        if source.count(text) == 1:
            why = "a port without a kind was one of TCP"
            self.report(
                first, None, safe(why), "a port's description begins with its kind", edits=[Edit(at, at, "tcp:")]
            )

    def _look_at_path(self, node: cst.Call) -> None:
        """Look at the path of a child, which is bytes in Python 3."""
        first = node.args[0].value if node.args else None
        text = literal_string(first) if first is not None else None
        if not isinstance(first, cst.SimpleString) or text is None or self.document.dialect is not Dialect.PYTHON3:
            return
        message = "the path of a child is bytes"
        at = self.tree.span(first)[0]
        if text.isascii() and not first.prefix:
            self.report(first, None, safe("text is refused"), message, edits=[Edit(at, at, "b")])
        else:
            self.report(first, None, manual("encode it"), message)

    def visit_Subscript(self, node: cst.Subscript) -> None:
        """Look at `error[0]` of a caught FirstError, which was a tuple once."""
        bindings = self.scopes.bindings_of(node.value) if isinstance(node.value, cst.Name) else ()
        handler = bindings[0].node if len(bindings) == 1 else None
        caught = handler.type if isinstance(handler, cst.ExceptHandler) else None
        if caught is None or self.scopes.qualified(caught) != "twisted.internet.defer.FirstError":
            return
        index = self.tree.source(node.slice[0]) if len(node.slice) == 1 else ""
        if index in _OF_FIRST_ERROR:
            edits = [Edit(self.tree.span(node.value)[1], self.tree.span(node)[1], f".{_OF_FIRST_ERROR[index]}")]
            self.report(node, None, safe("it is the same value"), "FirstError is no tuple any more", edits=edits)

    def visit_Assign(self, node: cst.Assign) -> None:
        """Look at `optStrings` of a class of options, which nothing reads any more."""
        target = node.targets[0].target
        owner = self.scopes.scope_of(node).node
        if not isinstance(target, cst.Name) or target.value != "optStrings" or not isinstance(owner, cst.ClassDef):
            return
        if not self._classes.inherits(owner, _OPTIONS):
            return
        message = "nothing looks at optStrings"
        taken = self._classes.class_attribute(owner, "optParameters") is not None
        uses = [each for each in self.tree.of_kind(cst.Name) if each.value == "optStrings" and each is not target]
        if taken or uses or len(node.targets) != 1:
            self.report(node, None, manual("put the options into `optParameters`"), message)
        else:
            edits = [Edit(*self.tree.span(target), "optParameters")]
            self.report(node, None, safe("it is the same list under another name"), message, edits=edits)
