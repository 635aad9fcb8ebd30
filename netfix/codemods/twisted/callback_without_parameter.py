"""Give a callback a parameter for the result.

A Deferred calls each callback with the result, each errback with the failure. A function without a parameter for it
raises a TypeError when the Deferred fires.

     from twisted.internet.threads import deferToThread
     from twisted.python import log


     def fetch(page):
         d = deferToThread(page.load)
    -    d.addCallback(lambda: print("loaded"))
    +    d.addCallback(lambda _: print("loaded"))
         d.addErrback(log.err)

Safe for a lambda, and for a function of this file of which nothing else is done than to add it to Deferreds: it could
not be called before. Unsafe where other files may call the function, or this one does, for which the
parameter has a default. To be done by hand where arguments are given behind the callback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import Verdict, manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_callbacks import AnyFunction
    from netfix.analysis.twisted.deferreds import Link
    from netfix.engine.document import Document


class CallbackWithoutParameter(Codemod):
    """Finds callbacks that cannot take a result."""

    reads_others = True
    needles = (rb"\.\s*add(?:Callbacks?|Errback|Both)\b",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a function that takes nothing may be added to a Deferred."""
        from netfix.analysis.twisted.candidates import may_lack_parameter  # noqa: PLC0415 - for candidates only

        return may_lack_parameter(document)

    def finish(self) -> None:
        """Look at all functions of the file that are callbacks."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        deferreds = self.document.fact(Deferreds)
        if not deferreds.about_twisted:
            return
        functions: list[AnyFunction] = [*self.tree.of_kind(cst.FunctionDef), *self.tree.of_kind(cst.Lambda)]
        for function in functions:
            registered = deferreds.registered_in(function)
            if registered and self._takes_nothing(function):
                self._look_at(function, [link for _, link in registered])

    def _takes_nothing(self, function: AnyFunction) -> bool:
        """Whether a function has no parameter of its own, and no decorator that may give it one."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST

        params = function.params
        if isinstance(params.star_arg, cst.Param) or params.kwonly_params:
            return False
        taken = len(params.params) + len(params.posonly_params)
        if isinstance(function, cst.FunctionDef):
            if function.decorators:
                return False
            if self.document.fact(Deferreds).classes.method_of_self(function) is not None:
                return taken == 1
        return taken == 0

    def _look_at(self, function: AnyFunction, links: list[Link]) -> None:
        """Report a function, with the edit that gives it a parameter."""
        from netfix.analysis.twisted.reactor_functions import ReactorFunctions  # noqa: PLC0415 - imports LibCST

        name = "the lambda" if isinstance(function, cst.Lambda) else f"`{function.name.value}`"
        node = function if isinstance(function, cst.Lambda) else function.name
        message = f"{name} is called with a result, for which it has no parameter"
        if any(len(link.call.args) != len(dict.fromkeys(link.functions)) for link in links):
            self.report(node, None, manual("give it parameters for the result and what else is given"), message)
            return
        is_only_callback = self.document.fact(ReactorFunctions).is_only_callback(function)
        verdict = self._verdict(function, name) if is_only_callback else unsafe(f"{name} is used elsewhere as well")
        self.report(node, None, verdict, message, edits=[self._edit(function, "" if is_only_callback else "=None")])

    def _verdict(self, function: AnyFunction, name: str) -> Verdict:
        """Say whether anything but a Deferred may call a function which this file only adds to Deferreds."""
        from netfix.analysis.twisted.deferreds import Deferreds  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.twisted.programs import Program  # noqa: PLC0415 - imports LibCST

        if isinstance(function, cst.FunctionDef):
            deferreds = self.document.fact(Deferreds)
            is_local = not isinstance(self.scopes.scope_of(function).node, (cst.Module, cst.ClassDef))
            is_method = deferreds.classes.method_of_self(function) is not None
            is_program = self.document.fact(Program).runs_reactor
            if not is_local and not is_program and (is_method or not function.name.value.startswith("_")):
                return unsafe(f"other files may call {name}, without a result")
        return safe("nothing else calls it, and the Deferred could not")

    def _edit(self, function: AnyFunction, default: str) -> Edit:
        """Give the edit that puts the parameter, and a default for other calls, behind those that are there."""
        scope = self.scopes.opened_by(function)
        taken = scope is None or self.scopes.owner("_", scope) is not None or bool(self.scopes.reads(scope, "_"))
        name = ("_result" if taken else "_") + default
        if isinstance(function, cst.Lambda):
            start = self.tree.span(function)[0] + sum(1 for _ in function.lpar)
            at = self.tree.text.index("lambda", start) + len("lambda")
            return Edit(at, at, f" {name}")
        params = [*function.params.posonly_params, *function.params.params]
        if params:
            end = self.tree.span(params[-1].name)[1]
            return Edit(end, end, f", {name}")
        at = self.tree.text.index("(", self.tree.span(function.name)[1]) + 1
        return Edit(at, at, name)
