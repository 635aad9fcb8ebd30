"""Import modules and names of Twisted from where they are today.

`twisted.protocols` of 2003 held what is now in `twisted.mail`, `twisted.web`, `twisted.names`, `twisted.words` and
`twisted.pair`; other names moved, or became another name's alias, in the years after.

    -from twisted.protocols import basic, imap4
    +from twisted.protocols import basic
    +from twisted.mail import imap4
     from twisted.python import log
    -from twisted.protocols.smtp import sendmail
    +from twisted.mail.smtp import sendmail

     class Reader(imap4.IMAP4Client):
         def connectionMade(self):
    -        log.write("connected")
    +        log.msg("connected")

Part of `--migrate twisted`. Safe: each new name was looked up in Twisted 26.10 and stands for the same object, or for
one that does the same with the same arguments. Names that the file gives to what it imports stay, so nothing else
changes. Rewritten are imports, attributes, and text in `reflect.namedAny("…")` and its like. Unsafe are star imports.
What has no equal is reported with what to use instead, and done by hand; so are imports in a `try` that catches
ImportError, unless they are what another falls back on. Names that stand for one of Python 3 (`compat.unicode`) stay in
a Python 2 file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.edits import Edit
from netfix.engine.expressions import dotted, literal_string, positional
from netfix.engine.findings import manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.analysis.twisted.moves import Moves

_WHY = "the new name stands for the same thing"
_BUILTINS = "builtins."
_NAMING = frozenset({
    "importlib.import_module",
    *(f"twisted.python.reflect.{name}" for name in ("namedAny", "namedClass", "namedModule", "namedObject")),
})  # fmt: skip
_LONGEST = 100


class MovedNames(Codemod):
    """Renames imports and what is used of them."""

    by_default = False
    needles = (rb"\btwisted\b",)

    @property
    def _moves(self) -> Moves:
        from netfix.analysis.twisted.moves import moves  # noqa: PLC0415 - reads a table

        return moves()

    @property
    def _python3(self) -> bool:
        return self.document.dialect is Dialect.PYTHON3

    def visit_Import(self, node: cst.Import) -> None:
        """Look at the modules of one `import`."""
        for alias in node.names:
            module = dotted(alias.name) or ""
            advice = self._moves.module_advice(module)
            new = self._moves.new_module(module)
            if advice is not None:
                self._is_gone(alias, module, advice)
            elif new is not None and not self._leaves_guarded(node, module):
                edits = [Edit(*self.tree.span(alias.name), new)]
                if alias.asname is None:
                    edits += self._uses_of(module, new)
                self.report(alias, None, safe(_WHY), f"{module} is {new}", edits=edits)

    def _uses_of(self, module: str, new: str) -> list[Edit]:
        """Give the edits that rename a module wherever it is written out."""
        same = (node for node in self.tree.of_kind(cst.Attribute) if dotted(node) == module)
        return [Edit(*self.tree.span(node), new) for node in same if self.scopes.qualified(node) == module]

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        """Look at one `from … import …`."""
        module = dotted(node.module) if node.module is not None and not node.relative else None
        if module is None or not module.startswith("twisted."):
            return
        advice = self._moves.module_advice(module)
        if isinstance(node.names, cst.ImportStar):
            self._look_at_star(node, module, advice)
            return
        if advice is not None and not any(
            self._moves.renamed(f"{module}.{dotted(each.name)}", python3=False) for each in node.names
        ):
            self._is_gone(node, module, advice)
            return
        names = {alias: f"{module}.{dotted(alias.name)}" for alias in node.names}
        new = {alias: self._moves.new_name(name, python3=self._python3) for alias, name in names.items()}
        gone = {alias: advice or self._moves.advice(name) for alias, name in names.items() if new[alias] is None}
        for alias, what_to_do in gone.items():
            if what_to_do is not None:
                self._is_gone(alias, names[alias], what_to_do)
        if any(new.values()) and not self._leaves_guarded(node, module):
            self._move(node, module, {alias: new[alias] or name for alias, name in names.items()})

    def _look_at_star(self, node: cst.ImportFrom, module: str, advice: str | None) -> None:
        new = self._moves.new_module(module)
        if advice is not None:
            self._is_gone(node, module, advice)
        elif new is not None and node.module is not None and not self._leaves_guarded(node, module):
            verdict = unsafe("the star may bring other names than it did")
            self.report(node, None, verdict, f"{module} is {new}", edits=[Edit(*self.tree.span(node.module), new)])

    def _move(self, node: cst.ImportFrom, module: str, places: dict[cst.ImportAlias, str]) -> None:
        """Rewrite a `from` statement whose names are, or some of them, in other places now."""
        message = f"{module} is not where all of this is now"
        builtins = {alias: place for alias, place in places.items() if place.startswith(_BUILTINS)}
        edits: list[Edit] = []
        for alias, place in builtins.items():
            renamed = self._rename(alias, place.removeprefix(_BUILTINS))
            if renamed is None:
                self.report(alias, None, manual(f"use the builtin {place.removeprefix(_BUILTINS)}"), message)
                return
            edits += renamed
        kept = {alias: place for alias, place in places.items() if alias not in builtins}
        modules = {place.rpartition(".")[0] for place in kept.values()}
        same_names = all(place.rpartition(".")[2] == dotted(alias.name) for alias, place in kept.items())
        if len(modules) == 1 and "" not in modules and same_names and not builtins and node.module is not None:
            edits = [Edit(*self.tree.span(node.module), modules.pop())]
        else:
            edits += self._statements(node, module, kept)
        self.report(node, None, safe(_WHY), message, edits=edits)

    def _rename(self, alias: cst.ImportAlias, new: str) -> list[Edit] | None:
        """Give the edits that make all uses of an import those of a builtin; None if they cannot all be told."""
        local = dotted(alias.name) if alias.asname is None else self.tree.source(alias.asname.name)
        scope = self.scopes.owner(local or "", self.scopes.scope_of(alias))
        if scope is None or local is None or len(scope.bindings(local)) != 1:
            return None
        uses = self.scopes.reads(scope, local)
        if local == new:
            return []
        taken = any(self.scopes.owner(new, self.scopes.scope_of(use)) is not None for use in uses)
        return None if taken else [Edit(*self.tree.span(use), new) for use in uses]

    def _statements(self, node: cst.ImportFrom, module: str, places: dict[cst.ImportAlias, str]) -> Sequence[Edit]:
        """Give the edit that makes one `from` statement one a module, the old module first."""
        if not places:
            from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

            return [remove(self.tree, node)]
        parts: dict[str, list[str]] = {}
        for alias, place in sorted(places.items(), key=lambda item: item[1].rpartition(".")[0] != module):
            home, _, name = place.rpartition(".")
            local = dotted(alias.name) if alias.asname is None else self.tree.source(alias.asname.name)
            parts.setdefault(home, []).append(name if name == local else f"{name} as {local}")
        line = self.tree.parent(node)
        alone = isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1
        indent = self.tree.indentation(node)
        statements = (_import(home, names, indent) for home, names in parts.items())
        return [Edit(*self.tree.span(node), f"\n{indent}".join(statements) if alone else "; ".join(statements))]

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at one attribute, which may be a name that moved."""
        name = self.scopes.qualified(node)
        if name is None or not name.startswith("twisted.") or self._is_imported(node, name):
            return
        new = self._moves.renamed(name, python3=self._python3)
        advice = self._moves.advice(name)
        if new is not None:
            self._name(node, name, new)
        elif advice is not None:
            self._is_gone(node, name, advice)

    def _is_imported(self, node: cst.Attribute, name: str) -> bool:
        """Whether an attribute names a module that is imported so, or stands in the import."""
        inside = any(isinstance(parent, (cst.Import, cst.ImportFrom)) for parent in self.tree.ancestors(node))
        return inside or any(imported.module == name for imported in self.scopes.imports)

    def _name(self, node: cst.Attribute, old: str, new: str) -> None:
        """Name what an attribute stands for as it is called today."""
        from netfix.engine.statements import import_edit, import_from  # noqa: PLC0415 - imports LibCST

        module, _, member = new.rpartition(".")
        message = f"{old} is {new.removeprefix(_BUILTINS)}"
        if module == old.rpartition(".")[0]:
            self.report(node, None, safe(_WHY), message, edits=[Edit(*self.tree.span(node.attr), member)])
            return
        if module == "builtins":
            taken = self.scopes.owner(member, self.scopes.scope_of(node)) is not None
            text, edits = member, list[Edit]()
            if taken:
                self.report(node, None, manual("the file means something else by this name"), message)
                return
        else:
            add = import_from if "." in module else import_edit
            text, edits = add(self.document, module, member, node)
        self.report(node, None, safe(_WHY), message, edits=[Edit(*self.tree.span(node), text), *edits])

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call, which may be told the name of a module as text."""
        arguments = positional(node)
        text = literal_string(arguments[0]) if arguments else None
        if arguments is None or text is None or not text.startswith("twisted."):
            return
        if self.scopes.qualified(node.func) not in _NAMING:
            return
        advice = self._moves.module_advice(text)
        new = self._moves.new_module(text) or self._moves.new_name(text, python3=self._python3)
        if advice is not None:
            self._is_gone(arguments[0], text, advice)
        elif new is not None and not new.startswith(_BUILTINS):
            start, end = self.tree.span(arguments[0])
            source = self.tree.source(arguments[0])
            message = f"{text} is {new}"
            if source.count(text) == 1:
                self.report(
                    arguments[0], None, safe(_WHY), message, edits=[Edit(start, end, source.replace(text, new))]
                )
            else:
                self.report(arguments[0], None, manual("write the new name"), message)

    def _is_gone(self, node: cst.CSTNode, name: str, advice: str) -> None:
        if not self._is_fallback(node):
            word = "deprecated" if self._moves.is_deprecated(name) else "gone"
            self.report(node, None, manual(advice), f"{name} is {word}")

    def _leaves_guarded(self, node: cst.CSTNode, module: str) -> bool:
        """Whether an import stands where its absence is caught; it is reported if it is tried first."""
        guarded = any(isinstance(parent, cst.Try) and self._catches(parent) for parent in self.tree.ancestors(node))
        if guarded and not self._is_fallback(node):
            self.report(node, None, manual("choose by hand"), f"{module} is imported where its absence is caught")
        return guarded

    def _is_fallback(self, node: cst.CSTNode) -> bool:
        """Whether code runs only after an import has failed."""
        return any(
            isinstance(parent, cst.ExceptHandler) and self._catches_import(parent)
            for parent in self.tree.ancestors(node)
        )

    def _catches(self, node: cst.Try) -> bool:
        return any(map(self._catches_import, node.handlers))

    def _catches_import(self, handler: cst.ExceptHandler) -> bool:
        caught = "ImportError" if handler.type is None else self.tree.source(handler.type)
        return "ImportError" in caught or caught == "Exception"


def _import(module: str, names: list[str], indent: str) -> str:
    """Write an import statement, over several lines if it is long; names of no module are modules themselves."""
    if not module:
        return f"import {', '.join(names)}"
    line = f"from {module} import {', '.join(names)}"
    if len(indent) + len(line) <= _LONGEST:
        return line
    inner = "".join(f"\n{indent}    {name}," for name in names)
    return f"from {module} import ({inner}\n{indent})"
