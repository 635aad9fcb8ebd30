"""Say with a decorator which interfaces a class implements.

`implements(IFoo)` in the body of a class looked for the class in the frame that called it, which Python 3 does not
allow: the function is gone from zope.interface, and importing it fails. The same holds for `implementsOnly`, which is
`implementer_only`, and for `classProvides`, which is `provider`.

     from twisted.internet import interfaces
    -from zope.interface import implements
    +from zope.interface import implementer


    +@implementer(interfaces.IPushProducer)
     class Source:
         "Produces, until it is stopped."
    -    implements(interfaces.IPushProducer)

         def stopProducing(self):
             pass

Part of `--migrate twisted`. Safe: the decorator declares the same when the class is made; it stands below decorators
that are there. Unsafe is what Twisted 1.x had instead, `__implements__ = (IFoo,)`, which has declared nothing since:
then the interface must be one of zope.interface. By hand remain calls under a condition, several in one class, and
interfaces that the class itself holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.findings import manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

_DECORATORS = {
    "zope.interface.implements": "implementer",
    "zope.interface.implementsOnly": "implementer_only",
    "zope.interface.classProvides": "provider",
}
_WHY = "the decorator declares the same when the class is made"


class ImplementsCall(Codemod):
    """Makes declarations in class bodies decorators."""

    by_default = False
    needles = (rb"\b(?:implements(?:Only)?|classProvides)\b", rb"\b__implements__\b")

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        """Look at what one statement imports, and at all its uses."""
        if isinstance(node.names, cst.ImportStar) or node.relative or node.module is None:
            return
        module = self.tree.source(node.module)
        for alias in node.names:
            name = f"{module}.{self.tree.source(alias.name)}"
            if name in _DECORATORS:
                self._replace(node, alias, name)

    def _replace(self, node: cst.ImportFrom, alias: cst.ImportAlias, name: str) -> None:
        """Rewrite an import with all its uses in one finding, or, if not all can be rewritten, those that can."""
        new = _DECORATORS[name]
        local = self.tree.source(alias.name if alias.asname is None else alias.asname.name)
        scope = self.scopes.owner(local, self.scopes.scope_of(alias))
        if scope is None or len(scope.bindings(local)) != 1:
            self.report(alias, None, manual(f"import `{new}`, and decorate the classes with it"), f"{name} is gone")
            return
        uses = self.scopes.reads(scope, local)
        made = [self._as_decorator(use, new if alias.asname is None else local) for use in uses]
        if uses and None not in made and (alias.asname is not None or not self._is_taken(new)):
            edits = [Edit(*self.tree.span(alias.name), new), *(edit for each in made for edit in each or ())]
            self.report(alias, None, safe(_WHY), f"{name} is gone from zope.interface", edits=edits)
        elif not uses:
            from netfix.analysis.names.import_edits import without_alias  # noqa: PLC0415 - imports LibCST

            why = "nothing in the file uses it, and importing it fails"
            edits = [without_alias(self.tree, node, alias)]
            self.report(alias, None, safe(why), f"{name} is gone from zope.interface", edits=edits)
        else:
            for use in uses:
                self._replace_use(use, name, new)

    def _replace_use(self, use: cst.Name, name: str, new: str) -> None:
        """Rewrite one of several uses, with an import of its own."""
        from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

        local, added = import_edit(self.document, "zope.interface", new, use)
        edits = self._as_decorator(use, local)
        message = f"{name} is gone from zope.interface"
        if edits is None:
            self.report(use, None, manual(f"decorate the class with `@{new}(…)`"), message)
        else:
            self.report(use, None, safe(_WHY), message, edits=[*edits, *added])

    def _is_taken(self, name: str) -> bool:
        """Whether the file binds or reads a name."""
        return any(each.value == name and self.scopes.is_variable(each) for each in self.tree.of_kind(cst.Name))

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at a use through the module: `zope.interface.implements(IFoo)`."""
        name = self.scopes.qualified(node)
        if name not in _DECORATORS:
            return
        new = _DECORATORS[name]
        edits = self._as_decorator(node, f"{self.tree.source(node.value)}.{new}")
        message = f"{name} is gone from zope.interface"
        if edits is None:
            self.report(node, None, manual(f"decorate the class with `@{new}(…)`"), message)
        else:
            self.report(node, None, safe(_WHY), message, edits=edits)

    def _as_decorator(self, function: cst.BaseExpression, new: str) -> list[Edit] | None:
        """Give the edits that make the call of `function` a decorator, if it is a statement of a class body."""
        call = self.tree.parent(function)
        statement = call and self.tree.parent(call)
        if not isinstance(call, cst.Call) or not isinstance(statement, cst.Expr) or call.func is not function:
            return None
        arguments = self.tree.text[self.tree.span(function)[1] : self.tree.span(call)[1]].strip()
        if all(isinstance(argument.value, (cst.Name, cst.Attribute)) for argument in call.args):
            arguments = re.sub(r"\(\s+", "(", re.sub(r"\s*\n\s*", " ", arguments))
        return self._decorated(statement, f"@{new}{arguments}", [argument.value for argument in call.args])

    def _decorated(
        self, statement: cst.BaseSmallStatement, decorator: str, interfaces: Sequence[cst.BaseExpression]
    ) -> list[Edit] | None:
        """Give the edits that replace a statement of a class body by a decorator."""
        line = self.tree.parent(statement)
        block = line and self.tree.parent(line)
        holder = block and self.tree.parent(block)
        if not isinstance(holder, cst.ClassDef) or "\n" in decorator or self._count(holder, statement) != 1:
            return None
        own = self.scopes.opened_by(holder)
        names = (name for name in self.tree.of_kind(cst.Name) if self.scopes.is_variable(name))
        inside = [name for name in names if any(parent in interfaces for parent in (name, *self.tree.ancestors(name)))]
        if any(self.scopes.lookup(name) is own for name in inside):
            return None
        return [self._insert(holder, decorator), self._remove(statement)]

    def _count(self, holder: cst.ClassDef, statement: cst.BaseSmallStatement) -> int:
        """Count the declarations of the same kind in a class."""
        kind = self.tree.source(statement).split("(")[0].split("=")[0]
        lines = [line for line in holder.body.body if isinstance(line, cst.SimpleStatementLine)]
        return sum(self.tree.source(small).split("(")[0].split("=")[0] == kind for line in lines for small in line.body)

    def _insert(self, holder: cst.ClassDef, decorator: str) -> Edit:
        """Put a decorator directly in front of `class`."""
        from netfix.engine.statements import insert_before  # noqa: PLC0415 - imports LibCST

        if not holder.decorators:
            return insert_before(self.tree, holder, [decorator])
        last = self.tree.span(holder.decorators[-1].decorator)[1]
        newline = self.tree.text.index("\n", last)
        return Edit(newline, newline, f"\n{self.tree.indentation(holder)}{decorator}")

    def _remove(self, statement: cst.BaseSmallStatement) -> Edit:
        """Take a statement out, and the blank lines behind it if it was the first."""
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        edit = remove(self.tree, statement)
        text, end = self.tree.text, edit.end
        before = text[: edit.start].rstrip(" \t").removesuffix("\n").rsplit("\n", 1)[-1].strip()
        if edit.replacement or not text[edit.start : end].endswith("\n") or self._is_last(statement):
            return edit
        if not before or before.startswith("class "):
            while text[end : end + 1] == "\n":
                end += 1
        return Edit(edit.start, end, "")

    def _is_last(self, statement: cst.BaseSmallStatement) -> bool:
        """Whether nothing follows a statement in its block."""
        line = self.tree.parent(statement)
        block = line and self.tree.parent(line)
        return isinstance(block, cst.IndentedBlock) and block.body[-1] is line

    def visit_Assign(self, node: cst.Assign) -> None:
        """Look at `__implements__ = IFoo`, which declared the same to Twisted 1.x."""
        target = node.targets[0].target
        if not isinstance(target, cst.Name) or target.value != "__implements__":
            return
        message = "nothing looks at __implements__ since Twisted 2.0"
        value = node.value
        values = [each.value for each in value.elements] if isinstance(value, cst.Tuple) else [value]
        plain = all(isinstance(value, cst.Name) or _is_plain(value) for value in values)
        edits = None
        if plain and values and len(node.targets) == 1:
            from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

            local, added = import_edit(self.document, "zope.interface", "implementer", node)
            written = ", ".join(self.tree.source(value) for value in values)
            made = self._decorated(node, f"@{local}({written})", values)
            edits = None if made is None else [*made, *added]
        if edits is None:
            self.report(node, None, manual("decorate the class with `@implementer(…)`"), message)
        else:
            self.report(node, None, unsafe("the interfaces must be ones of zope.interface"), message, edits=edits)


def _is_plain(node: cst.BaseExpression) -> bool:
    """Whether an expression is `module.IFoo`, and not the `__implements__` of another class."""
    return isinstance(node, cst.Attribute) and node.attr.value != "__implements__" and isinstance(node.value, cst.Name)
