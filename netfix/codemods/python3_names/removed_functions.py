"""Replace calls of functions that Python 3 does not have.

`apply(f, args)` is `f(*args)`, and `execfile` compiles a file and executes it.

     import urllib2
    -result = apply(handler, arguments)
    +result = handler(*arguments)

Part of `--migrate python3`. Safe: the replacement is what the function did. By hand remain `execfile` of what must be
worked out first, and `sys.exitfunc`, for which there is the module `atexit`.
"""

from __future__ import annotations

from netfix.engine.expressions import parenthesised, positional
from netfix.engine.findings import manual, safe, unsafe  # noqa: F401 - what its findings can be
from netfix.engine.lazy import cst
from netfix.engine.migration import MigrationCodemod

_WHY = "the replacement is what the function did"


class RemovedFunctions(MigrationCodemod):
    """Rewrites `apply` and `execfile`."""

    needles = (rb"\b(?:apply|execfile)\b",)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call."""
        arguments = positional(node)
        if not arguments or len(arguments) > 3:  # noqa: PLR2004 - both take up to three
            return
        if self.scopes.is_builtin(node.func, "apply"):
            self._call_directly(node, arguments)
        elif self.scopes.is_builtin(node.func, "execfile"):
            self._execute(node, arguments)

    def _call_directly(self, node: cst.Call, arguments: list[cst.BaseExpression]) -> None:
        function, *rest = arguments
        plain = (cst.Name, cst.Attribute, cst.Call, cst.Subscript)
        given = [cst.Arg(rest[0], star="*")] if rest else []
        given += [cst.Arg(value, star="**") for value in rest[1:]]
        call = cst.Call(function if isinstance(function, plain) else parenthesised(function), given)
        self.report(
            node,
            call.with_changes(lpar=node.lpar, rpar=node.rpar),
            self.unless_bound(_WHY, node),
            "call the function itself",
        )

    def _execute(self, node: cst.Call, arguments: list[cst.BaseExpression]) -> None:
        name, *namespaces = arguments
        if not isinstance(name, (cst.Name, cst.SimpleString)):
            self.report(node, None, manual("open, compile and `exec` the file"), "execfile is gone from Python 3")
            return
        source = self.tree.source(name)
        text = f'exec(compile(open({source}, "rb").read(), {source}, "exec"))'
        call = cst.ensure_type(cst.parse_expression(text), cst.Call)
        call = call.with_changes(args=[*call.args, *map(cst.Arg, namespaces)])
        self.report(node, call, safe(_WHY), "compile the file and execute it")
