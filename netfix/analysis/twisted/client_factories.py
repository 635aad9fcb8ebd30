"""Client factories of a file, and what they do when a connection is lost or cannot be made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks
from netfix.engine.expressions import is_name

if TYPE_CHECKING:
    from netfix.engine.document import Document

CLIENT_FACTORY = "twisted.internet.protocol.ClientFactory"

PLAIN_BASES = frozenset({CLIENT_FACTORY, "twisted.internet.protocol.Factory"})


class ClientFactories:
    """The client factories of one file."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._classes = document.fact(Classes)
        self._callbacks = document.fact(Callbacks)

    @property
    def without_loss(self) -> list[cst.ClassDef]:
        """Classes that nothing tells what to do when a connection is lost, and which others do not build on."""
        bases = [base for each in self._classes.all for base in self._classes.bases(each)]
        return [each for each in self._classes.all if each not in bases and self._is_without_loss(each)]

    def _is_without_loss(self, node: cst.ClassDef) -> bool:
        named = {
            each for each in self._classes.ancestors(node) if isinstance(each, str) and each.startswith("twisted.")
        }
        if CLIENT_FACTORY not in named or not self._classes.is_known(node):
            return False
        if not named <= PLAIN_BASES:
            return False
        if self._classes.defines(node, "clientConnectionLost") or self._classes.defines(node, "buildProtocol"):
            return False
        return not self._protocol_ends_on_loss(node)

    def _protocol_ends_on_loss(self, node: cst.ClassDef) -> bool:
        """Whether the protocol that the factory names does something of its own when the connection is lost."""
        for each in self._classes.ancestors(node):
            given = self._classes.class_attribute(each, "protocol") if isinstance(each, cst.ClassDef) else None
            protocol = self._classes.named(given) if given is not None else None
            if isinstance(protocol, cst.ClassDef):
                return self._classes.defines(protocol, "connectionLost")
        return False

    def has_known_protocol(self, node: cst.ClassDef) -> bool:
        """Whether all that the factory's protocol does is in this file or in Twisted."""
        for each in self._classes.ancestors(node):
            given = self._classes.class_attribute(each, "protocol") if isinstance(each, cst.ClassDef) else None
            protocol = self._classes.named(given) if given is not None else None
            if protocol is not None:
                return self._classes.is_known(protocol)
        return False

    def handles_failure(self, node: cst.ClassDef) -> bool:
        """Whether the factory has a clientConnectionFailed."""
        return self._classes.defines(node, "clientConnectionFailed")

    @property
    def plain(self) -> list[cst.Call]:
        """Calls of ClientFactory itself, but for those whose protocol sees to a lost connection itself."""
        return [
            call
            for call in self._document.tree.of_kind(cst.Call)
            if self._classes.qualified(call.func) == CLIENT_FACTORY and not self._gets_ending_protocol(call)
        ]

    def _gets_ending_protocol(self, call: cst.Call) -> bool:
        """Whether the variable that a factory is given to gets a `protocol` with a `connectionLost`."""
        statement = self._document.tree.parent(call)
        target = statement.targets[0].target if isinstance(statement, cst.Assign) else None
        if not isinstance(target, cst.Name):
            return False
        for each in self._document.tree.of_kind(cst.Assign):
            given = each.targets[0].target
            if (
                isinstance(given, cst.Attribute)
                and given.attr.value == "protocol"
                and is_name(given.value, target.value)
            ):
                protocol = self._classes.named(each.value)
                if isinstance(protocol, cst.ClassDef) and self._classes.defines(protocol, "connectionLost"):
                    return True
        return False
