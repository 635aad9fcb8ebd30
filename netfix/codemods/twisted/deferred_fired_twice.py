"""Fire a Deferred once.

A Deferred that gets a second result raises AlreadyCalledError in whoever gives it. The usual way to this is to fire one
on success, and again when the connection is closed, which happens after a success as well.

     from twisted.internet import defer, protocol


     class Greeting(protocol.Protocol):
         def dataReceived(self, data):
             self.factory.greeting.callback(data)
             self.transport.loseConnection()


     class GreetingFactory(protocol.ClientFactory):
         protocol = Greeting

         def __init__(self):
             self.greeting = defer.Deferred()

         def clientConnectionFailed(self, connector, reason):
             self.greeting.errback(reason)

         def clientConnectionLost(self, connector, reason):
    -        self.greeting.errback(reason)
    +        if not self.greeting.called:
    +            self.greeting.errback(reason)

Never applied by itself: unsafe, since a failure after the success is then passed over, and the program may have meant
something else. To be done by hand where one path of a function fires a Deferred twice: usually a `return` is missing
behind the first. Left alone: Deferreds that are replaced once they have fired, and firing under any condition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.classes import Classes
    from netfix.engine.document import Document

#: Methods that Twisted calls at the end of a connection, with the classes in which it does.
_AT_THE_END = {
    "clientConnectionLost": "twisted.internet.protocol.ClientFactory",
    "connectionLost": "twisted.internet.protocol.BaseProtocol",
}


class DeferredFiredTwice(Codemod):
    """Finds Deferreds that get two results on one path, or one at the end of each connection."""

    reads_others = True
    needles = (rb"\.\s*(?:callback|errback)\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a Deferred may be fired more than once."""
        from netfix.analysis.twisted.candidates import may_fire_twice  # noqa: PLC0415 - for candidates only

        return may_fire_twice(document)

    def finish(self) -> None:
        """Look at all statements that fire a Deferred."""
        from netfix.analysis.twisted.deferred_firing import fired  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if self.document.fact(Program).is_test or not self.document.fact(Deferreds).about_twisted:
            return
        seen: set[cst.CSTNode] = set()
        for statement in self.tree.of_kind(cst.Expr):
            name = fired(statement)
            if name is not None and not self._look_at_end(statement, name):
                self._look_at_path(statement, name, seen)

    def _look_at_path(self, statement: cst.Expr, name: str, seen: set[cst.CSTNode]) -> None:
        """Report the second of two statements on a path that fire the same Deferred."""
        from netfix.analysis.twisted.deferred_firing import Firing  # noqa: PLC0415 - imports LibCST

        if not self._is_one_deferred(statement, name):
            return
        firing = self.document.fact(Firing)
        again = firing.again(statement, name)
        if again is not None and again not in seen:
            seen.add(again)
            line = self.tree.text.count("\n", 0, self.tree.span(statement)[0]) + 1
            message = f"`{name}` may have fired already, on line {line}"
            self.report(again, None, manual("leave the function behind the first, or ask `called`"), message)
        elif again is None and firing.fires_each_round(statement, name):
            message = f"`{name}` fires again in the second round of this loop"
            self.report(statement, None, manual("leave the loop, or fire behind it"), message)

    def _is_one_deferred(self, statement: cst.Expr, name: str) -> bool:
        """Whether a name is known to hold a Deferred, which nobody else replaces meanwhile."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        call = statement.value
        function = call.func if isinstance(call, cst.Call) else None
        holder = function.value if isinstance(function, cst.Attribute) else None
        if holder is None or self.document.fact(Deferreds).source(holder) is None:
            return False
        return "." not in name or not self._is_replaced(name.rpartition(".")[2])

    def _is_replaced(self, attribute: str) -> bool:
        """Whether anything but a class's body and `__init__` assigns an attribute of that name."""
        for node in self.tree.of_kind(cst.Attribute):
            if node.attr.value != attribute or not self._is_assigned(node):
                continue
            around = next((each for each in self.tree.ancestors(node) if isinstance(each, cst.FunctionDef)), None)
            if around is None or around.name.value != "__init__":
                return True
        return False

    def _is_assigned(self, node: cst.Attribute) -> bool:
        parent = self.tree.parent(node)
        if isinstance(parent, cst.Element):
            display = self.tree.parent(parent)
            parent = self.tree.parent(display) if display is not None else None
        return isinstance(parent, (cst.AssignTarget, cst.AnnAssign, cst.Del, cst.For))

    def _look_at_end(self, statement: cst.Expr, name: str) -> bool:
        """Report what fires a Deferred at the end of each connection, if something else does so before."""
        from netfix.analysis.twisted.deferred_firing import Firing  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        line = self.tree.parent(statement)
        method = self._method_around(statement)
        if method is None or not isinstance(line, cst.SimpleStatementLine):
            return False
        attribute = name.rpartition(".")[2]
        if "." not in name or not self._ends_connection(method, self.document.fact(Deferreds).classes):
            return False
        if self._is_replaced(attribute):
            return False
        owner = self.document.fact(Deferreds).classes.method_of_self(method)
        if owner is None or not self.document.fact(Firing).is_fired_elsewhere(attribute, owner):
            return False
        start, indent = self.tree.position(statement)[0], self.tree.indentation(statement)
        step = "\t" if indent.startswith("\t") else "    "
        edits = [Edit(start, start, f"if not {name}.called:\n{indent}{step}")]
        message = f"`{name}` has fired already when a connection ends after success"
        if len(line.body) != 1:
            self.report(statement, None, manual(f"ask first whether `{name}.called`"), message)
        else:
            self.report(
                statement, None, unsafe("a failure after the success is then passed over"), message, edits=edits
            )
        return True

    def _method_around(self, statement: cst.Expr) -> cst.FunctionDef | None:
        """Give the method in which a statement runs whenever control gets there, or for certain reasons only.

        None where anything but the reason decides: that may be whether the Deferred has fired.
        """
        node: cst.CSTNode = statement
        for around in self.tree.ancestors(statement):
            if isinstance(around, cst.IndentedBlock):
                lines = list(around.body)
                before = lines[: next(at for at, each in enumerate(lines) if each is node)]
                if not all(isinstance(each, cst.SimpleStatementLine) or self._asks_reason(each) for each in before):
                    return None
            elif isinstance(around, cst.If):
                if not self._asks_reason(around) and not (node is around.body and self._may_ask_reason(around.test)):
                    return None
            elif not isinstance(around, (cst.SimpleStatementLine, cst.Else)):
                return around if isinstance(around, cst.FunctionDef) else None
            node = around
        return None

    def _asks_reason(self, statement: cst.CSTNode) -> bool:
        """Whether a statement is an `if` that asks for nothing but what a parameter, not `self`, is like."""
        return isinstance(statement, cst.If) and self._is_reason(statement.test)

    def _may_ask_reason(self, test: cst.BaseExpression) -> bool:
        """Whether one side of an `or` asks for nothing but the reason, so that the other does not keep it back."""
        if not isinstance(test, cst.BooleanOperation) or not isinstance(test.operator, cst.Or):
            return False
        return any(self._is_reason(each) or self._may_ask_reason(each) for each in (test.left, test.right))

    def _is_reason(self, test: cst.BaseExpression) -> bool:
        names = [each for each in self.tree.of_kind(cst.Name) if test in [each, *self.tree.ancestors(each)]]
        used = [each for each in names if self.scopes.is_variable(each)]
        kinds = {binding.kind.value for each in used for binding in self.scopes.bindings_of(each)}
        is_self = any(self.scopes.bindings_of(each) and each.value in {"self", "cls"} for each in used)
        return bool(kinds) and kinds <= {"parameter", "import"} and "parameter" in kinds and not is_self

    def _ends_connection(self, method: cst.FunctionDef, classes: Classes) -> bool:
        """Whether Twisted calls a method when a connection ends."""
        base = _AT_THE_END.get(method.name.value)
        owner = classes.method_of_self(method)
        return base is not None and owner is not None and classes.inherits(owner, base)
