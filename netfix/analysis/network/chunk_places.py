"""The places at which a chunk is taken for a message: where it is shown, read by a parser, looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.network import chunk_names as known
from netfix.analysis.network.marks import Use, is_message
from netfix.analysis.network.variables import assigned_values
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document


class Places:
    """Recognises places in one program, for `Chunks`."""

    def __init__(self, document: Document) -> None:
        """Prepare for one program."""
        self._document = document
        self._tree = document.tree
        self._scopes = document.scopes

    def called(self, function: cst.BaseExpression) -> str:
        """Name a function: a builtin, or what is imported; empty for all else."""
        if isinstance(function, cst.Name) and self._scopes.is_builtin(function, function.value):
            return function.value
        if isinstance(function, cst.Attribute) and self._scopes.is_builtin(function.value, "int"):
            return f"int.{function.attr.value}"
        return self._scopes.qualified(function) or ""

    def unpacks(self, function: cst.BaseExpression) -> bool:
        """Whether what is called is the `unpack` of a `struct.Struct`."""
        if not isinstance(function, cst.Attribute) or function.attr.value not in {"unpack", "unpack_from"}:
            return False
        return any(
            isinstance(each, cst.Call) and self._scopes.qualified(each.func) == "struct.Struct"
            for each in assigned_values(self._document, function.value)
        )

    def printed(self, node: cst.BaseExpression, call: cst.Call) -> Iterator[Use]:
        """Give `print(chunk)`, which ends it as a line; with another end it is passed on as it is."""
        if not any(each.keyword is not None and each.keyword.value in {"end", "file"} for each in call.args):
            yield Use(node, "`print` shows it as a line")

    def shown(self, node: cst.CSTNode) -> Iterator[Use]:
        """Give the text that a chunk is put into, if it is printed or written to standard output."""
        child: cst.CSTNode = node
        for parent in self._tree.ancestors(node):
            if isinstance(parent, cst.Call):
                if child is not parent.func and self.called(parent.func) in known.SHOWING:
                    yield Use(parent, "it is shown as a message of its own")
                return
            if isinstance(parent, (cst.BaseSmallStatement, cst.BaseStatement)):
                return
            child = parent

    def is_sent(self, node: cst.BaseExpression) -> bool:
        """Whether what a chunk is part of is sent at once, and so not collected."""
        argument = self._tree.parent(node)
        call = self._tree.parent(argument) if isinstance(argument, cst.Arg) else None
        return isinstance(call, cst.Call) and last_name(call.func) in known.SENDING

    def matched(self, statement: cst.Match) -> Iterator[Use]:
        """Give `match chunk:`, if one of its cases is a message."""
        patterns = [each.pattern for each in statement.cases]
        patterns += [choice.pattern for each in patterns if isinstance(each, cst.MatchOr) for choice in each.patterns]
        if any(isinstance(each, cst.MatchValue) and is_message(each.value) for each in patterns):
            yield Use(statement.subject, f"`match {self._tree.source(statement.subject)}` compares it")

    def looked_up(self, index: cst.Index) -> Iterator[Use]:
        """Give `commands[chunk]`, where it is read."""
        element = self._tree.parent(index)
        whole = self._tree.parent(element) if element is not None else None
        if isinstance(whole, cst.Subscript) and not isinstance(self._tree.parent(whole), (cst.AssignTarget, cst.Del)):
            yield Use(whole, f"`{self._tree.source(whole)}` looks it up")
