"""Take tuple parameters apart in the function.

Python 3 has no parameters like `(host, port)`. A function gets a parameter for the whole and takes it apart in its
first line; a lambda refers to the parts by index.

    -def url(scheme, (host, port)):
    +def url(scheme, host_port):
    +    host, port = host_port
         return "%s://%s:%d" % (scheme, host, port)

     print(url("http", ("localhost", 80)))

Exact for `def`: Python 2 does the same before the function's first line, and the parameter cannot be given by keyword
there. Defaults stay, a documentation string stays first, and `(name)`, which is no tuple, loses its parentheses. In a
lambda the argument must have items that can be indexed, as tuples and lists have, and their number is no longer
checked. A lambda whose body gives one of the names another meaning calls a second lambda with the parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from netfix.engine.codemod import SyntaxCodemod
from netfix.engine.edits import Edit
from netfix.engine.findings import safe
from netfix.engine.python2_names import is_bound_here, parameters_of, targets_of, variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.python2_nodes import Node

#: A name made of the parts' names that is longer than this is no help.
_LONGEST_NAME = 30


class TupleParameter(SyntaxCodemod):
    """Rewrites tuple parameters of `def` and `lambda`."""

    needles: ClassVar[tuple[bytes, ...]] = (rb"\bdef\b[^()]*\([^)]*\(", rb"\blambda\b[^()]*\(")

    def visit_funcdef(self, node: Node) -> None:
        """Rewrite the parameters of a function."""
        edits: list[Edit] = []
        assignments: list[str] = []
        for parameter in parameters_of(node):
            if parameter.kind == "fpdef" and _is_tuple(parameter):
                name = self._name(parameter)
                edits.append(self._renamed(parameter, name))
                assignments.append(f"{self._target(parameter)} = {name}")
            elif parameter.kind == "fpdef":
                edits.append(self._renamed(parameter, targets_of(parameter)[0].value))
        if assignments:
            edits.append(self._unpacking(node, assignments))
        if edits:
            self.report(node.children[2].span, edits, safe("it is taken apart before anything else"))

    def visit_lambdef(self, node: Node) -> None:
        """Rewrite the parameters of a lambda."""
        tuples = [parameter for parameter in parameters_of(node) if parameter.kind == "fpdef"]
        if not tuples:
            return
        body = node.children[-1]
        parts: dict[str, str] = {}
        edits: list[Edit] = []
        for parameter in tuples:
            if _is_tuple(parameter):
                name = self._name(parameter)
                edits.append(self._renamed(parameter, name))
                parts.update(_indexed(parameter, name))
            else:
                edits.append(self._renamed(parameter, targets_of(parameter)[0].value))
        if self._is_rebound(parts, body):
            edits += self._inner_lambda(node, parts)
        else:
            edits += [
                Edit(leaf.start, leaf.end, indexed)
                for name, indexed in parts.items()
                for leaf in variables(self.tree, body, name)
            ]
        self.report((node.start, node.children[-2].end), edits, safe("the parts are referred to by index"))

    visit_old_lambdef = visit_lambdef

    def _name(self, parameter: Node) -> str:
        """Give a name for the whole: that of its parts, joined."""
        names = [leaf.value.strip("_") for leaf in parameter.walk() if leaf.kind == "NAME"]
        joined = "_".join(name for name in names if name)
        return self.tree.fresh_name(joined if 0 < len(joined) <= _LONGEST_NAME and len(names) > 1 else "parts")

    def _renamed(self, parameter: Node, name: str) -> Edit:
        """Write a name for a parameter in parentheses, which may follow `lambda` without a blank."""
        return Edit(parameter.start, parameter.end, self.tree.blank_before(parameter.start) + name)

    def _target(self, parameter: Node) -> str:
        """Give a tuple parameter as the left side of an assignment, on one line."""
        inner = parameter.children[1]
        while inner.kind == "fpdef":
            inner = inner.children[1]
        text = " ".join(self.tree.source(inner).split())
        return f"({text})" if text.endswith(",") else text

    def _unpacking(self, function: Node, assignments: list[str]) -> Edit:
        """Put assignments first in a function, after its documentation string."""
        block = function.children[-1]
        together = "; ".join(assignments)
        if block.kind != "suite":
            return self._unpacking_on_line(function.children[-2], block, together)
        newline, _, first = block.children[:3]
        lines = "".join(f"{self.tree.indentation(first)}{assignment}\n" for assignment in assignments)
        if not _is_documentation(first):
            return Edit(newline.end, newline.end, lines)
        if first.children[1].kind == "SEMI":
            return Edit(first.children[1].start, first.children[1].end, f"; {together};")
        if self.tree.text[: first.end].endswith("\n"):
            return Edit(first.end, first.end, lines)
        return Edit(first.end, first.end, "\n" + lines.rstrip("\n"))

    def _unpacking_on_line(self, colon: Node, block: Node, together: str) -> Edit:
        """Put assignments first in a function on one line."""
        if not _is_documentation(block):
            return Edit(colon.start, colon.end, f": {together};")
        return Edit(block.children[0].end, block.children[0].end, f"; {together}")

    def _is_rebound(self, parts: dict[str, str], body: Node) -> bool:
        """Whether the body of a lambda gives one of the names another meaning."""
        return any(is_bound_here(leaf) for name in parts for leaf in variables(self.tree, body, name))

    def _inner_lambda(self, node: Node, parts: dict[str, str]) -> Iterator[Edit]:
        """Keep the body in a lambda with the old names, which is called with the parts."""
        colon = node.children[-2]
        yield Edit(colon.start, colon.end, f": (lambda {', '.join(parts)}:")
        last = self.tree.last_leaf(node)
        call = f")({', '.join(parts.values())})"
        if last.value in {")", "]", "}"}:
            # Not an insertion: what the lambda stands in may have something inserted after it.
            yield Edit(last.start, last.end, last.value + call)
        else:
            yield Edit(last.end, last.end, call)


def _is_tuple(parameter: Node) -> bool:
    """Whether a parameter in parentheses is a tuple: `(a, b)` and `(a,)` are, `(a)` is not."""
    inner = parameter.children[1]
    return inner.kind == "fplist" or (inner.kind == "fpdef" and _is_tuple(inner))


def _indexed(parameter: Node, whole: str) -> Iterator[tuple[str, str]]:
    """Give the names in a tuple parameter and how each is reached from the whole."""
    inner = parameter.children[1]
    if inner.kind == "fpdef":
        yield from _indexed(inner, whole)
        return
    items = [child for child in inner.children if child.kind != "COMMA"]
    for at, item in enumerate(items):
        if item.kind == "NAME":
            yield item.value, f"{whole}[{at}]"
        elif _is_tuple(item):
            yield from _indexed(item, f"{whole}[{at}]")
        else:
            yield targets_of(item)[0].value, f"{whole}[{at}]"


def _is_documentation(statement: Node) -> bool:
    """Whether a statement begins with a string literal of its own."""
    if statement.kind != "simple_stmt":
        return False
    first = statement.children[0]
    return first.kind == "STRING" or (first.kind == "atom" and first.children[0].kind == "STRING")
