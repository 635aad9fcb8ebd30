"""Iterate over dictionaries by the methods that they have in Python 3.

`iterkeys`, `itervalues`, `iteritems` and the `view…` methods are gone; `keys`, `values` and `items` do what they did.

     import urllib2
    -for name, value in headers.iteritems():
    +for name, value in headers.items():
         sys.stdout.write(name + ": " + value)

Part of `--migrate python3`. Safe: where an iterator was had and is not iterated over at once, `iter` makes one. (What
`keys`, `values` and `items` gave, `list-results` keeps.) Left alone in files that define a method of that name.
"""

from __future__ import annotations

from netfix.analysis.values.iteration import is_only_iterated
from netfix.engine.findings import safe
from netfix.engine.lazy import cst
from netfix.engine.migration import MigrationCodemod

_METHODS = {prefix + name: name for prefix in ("iter", "view") for name in ("keys", "values", "items")}


class DictMethods(MigrationCodemod):
    """Renames `iteritems()` and its like."""

    needles = (rb"\b(?:iter|view)(?:keys|values|items)\b",)

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call."""
        function = node.func
        if not (isinstance(function, cst.Attribute) and function.attr.value in _METHODS) or node.args:
            return
        old = function.attr.value
        if any(definition.name.value == old for definition in self.tree.of_kind(cst.FunctionDef)):
            return
        renamed = node.with_changes(func=function.with_changes(attr=cst.Name(_METHODS[old])))
        needs_iterator = old.startswith("iter") and not is_only_iterated(self.tree, self.scopes, node)
        replacement = cst.Call(cst.Name("iter"), [cst.Arg(renamed)]) if needs_iterator else renamed
        self.report(node, replacement, safe("it gives the same, one by one"), f"{old} is {_METHODS[old]} in Python 3")
