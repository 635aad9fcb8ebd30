"""Use attributes of functions, methods and modules by the names they have in Python 3.

`func_name` and its like are `__name__`, a method's `im_func` is `__func__`, `sys.maxint` is `sys.maxsize`,
`os.getcwdu` is `os.getcwd`, `sys.exc_type` is a part of `sys.exc_info()`.

     import sys
     import urllib2

    -limit = sys.maxint
    +limit = sys.maxsize

Part of `--migrate python3`. Safe as a change of names: the values are the same. `sys.maxsize` is the largest index, as
`maxint` was the largest plain integer; there is no largest integer any more. Left alone where the file defines or
assigns an attribute of that name itself; by hand, for methods taken from a class (`Peer.greet.im_func`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.findings import manual, safe
from netfix.engine.migration import MigrationCodemod

if TYPE_CHECKING:
    import libcst as cst

_OF_ANYTHING = {
    **{f"func_{name}": f"__{name}__" for name in ("name", "doc", "code", "defaults", "dict", "globals", "closure")},
    "im_func": "__func__",
    "im_self": "__self__",
    "im_class": "__self__.__class__",
}
_OF_MODULES = {
    "sys.maxint": "maxsize",
    "sys.exc_type": "exc_info()[0]",
    "sys.exc_value": "exc_info()[1]",
    "sys.exc_traceback": "exc_info()[2]",
    "os.getcwdu": "getcwd",
    "string.letters": "ascii_letters",
    "string.lowercase": "ascii_lowercase",
    "string.uppercase": "ascii_uppercase",
    "itertools.izip_longest": "zip_longest",
    "itertools.ifilterfalse": "filterfalse",
}


class RenamedAttributes(MigrationCodemod):
    """Renames attributes."""

    needles = (
        rb"\b(?:letters|lowercase|uppercase|izip_longest|ifilterfalse)\b",
        rb"\b(?:maxint|func_\w+|im_(?:func|self|class)|getcwdu|exc_(?:type|value|traceback))\b",
    )

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at one attribute."""
        from netfix.engine.edits import Edit  # noqa: PLC0415 - for what is found only

        old = node.attr.value
        new = _OF_MODULES.get(self.scopes.qualified(node) or "")
        if new is None and old in _OF_ANYTHING and not self._is_own(old):
            new = _OF_ANYTHING[old]
        if new is None:
            return
        verdict = safe("the same value under its Python 3 name")
        if old.startswith("im_") and _is_attribute_of_class(node.value):
            verdict = manual("what a class gives for its method is the function itself in Python 3")
        self.report(node, None, verdict, f"{old} is {new}", edits=[Edit(*self.tree.span(node.attr), new)])

    def _is_own(self, name: str) -> bool:
        """Whether the file gives some object an attribute of this name."""
        from netfix.analysis.values.kinds import Kinds  # noqa: PLC0415 - imports LibCST

        return self.document.fact(Kinds).classes.is_patched(name)


def _is_attribute_of_class(node: cst.BaseExpression) -> bool:
    """Whether a value is an attribute of what is called like a class."""
    holder = getattr(node, "value", None)
    name = getattr(holder, "attr", holder)
    word = getattr(name, "value", "")
    return isinstance(word, str) and word[:1].isupper()
