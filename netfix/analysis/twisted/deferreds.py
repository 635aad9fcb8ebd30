"""Deferreds of a file: which expressions are some, what is added to them, where they escape to.

The one door to the analysis, for codemods: `self.document.fact(Deferreds)`. A file that does not import Twisted has
no Deferreds; those of other projects are theirs to know.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.names.neighbours import Neighbours
from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.deferred_callbacks import Callbacks, own_nodes
from netfix.analysis.twisted.deferred_chains import Certainty, Chain, Escape, EscapeKind, Link, LinkKind, Source, Status
from netfix.analysis.twisted.deferred_flow import Flow
from netfix.analysis.twisted.deferred_sources import Sources

if TYPE_CHECKING:
    from netfix.engine.document import Document

__all__ = ["Certainty", "Chain", "Deferreds", "Escape", "EscapeKind", "Link", "LinkKind", "Source", "Status"]


class Deferreds:
    """All that is known of one file's Deferreds.

    `about_twisted` says whether the file has to do with Twisted at all; `classes` and `callbacks` answer questions
    about its classes and about the functions given to Deferreds.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._sources = document.fact(Sources)
        self.about_twisted = self._sources.about_twisted
        self.classes = document.fact(Classes)
        self.callbacks = document.fact(Callbacks)

    def source(self, node: cst.BaseExpression) -> Source | None:
        """Say where the Deferred comes from that an expression gives; None if it is none, as far as is known."""
        return self._sources.of(node)

    @cached_property
    def chains(self) -> tuple[Chain, ...]:
        """All Deferreds of the file, by the functions in which they are seen."""
        if not self.about_twisted:
            return ()
        tree = self._document.tree
        functions = [tree.module, *tree.of_kind(cst.FunctionDef), *tree.of_kind(cst.Lambda)]
        return tuple(
            chain
            for function in functions
            for chain in Flow(self._document, self._sources, self.callbacks, function).chains
        )

    @cached_property
    def _by_link(self) -> dict[cst.Call, Chain]:
        return {link.call: chain for chain in self.chains for link in chain.links}

    def chain_of_link(self, call: cst.Call) -> Chain | None:
        """Give the chain to which a call of `addCallback` or its like adds."""
        return self._by_link.get(call)

    def chain_from(self, call: cst.Call) -> Chain | None:
        """Give the chain whose Deferred a call gives."""
        return self._by_origin.get(call)

    @cached_property
    def _by_origin(self) -> dict[cst.CSTNode, Chain]:
        return {chain.origin: chain for chain in self.chains}

    def chains_in(self, function: cst.CSTNode) -> list[Chain]:
        """Give the chains that are seen in a function."""
        return self._by_function.get(function, [])

    @cached_property
    def _by_function(self) -> dict[cst.CSTNode, list[Chain]]:
        found: dict[cst.CSTNode, list[Chain]] = {}
        for chain in self.chains:
            found.setdefault(chain.function, []).append(chain)
        return found

    def registered_in(self, function: cst.FunctionDef | cst.Lambda) -> list[tuple[Chain, Link]]:
        """Give the chains, with the links, in which a function of the file is a callback or errback."""
        return self._registrations.get(function, [])

    @cached_property
    def _registrations(self) -> dict[cst.CSTNode, list[tuple[Chain, Link]]]:
        found: dict[cst.CSTNode, list[tuple[Chain, Link]]] = {}
        for chain in self.chains:
            for link in chain.links:
                for each in dict.fromkeys(link.functions):
                    function = self.callbacks.function(each)
                    if function is not None:
                        found.setdefault(function, []).append((chain, link))
        return found

    def called(self, call: cst.Call) -> cst.FunctionDef | None:
        """Give the function or method of the file that a call calls."""
        found = self.callbacks.function(call.func)
        return found if isinstance(found, cst.FunctionDef) else None

    def _defined(self, call: cst.Call) -> tuple[Deferreds, cst.FunctionDef] | None:
        """Give the function that a call calls, of this file or of another of the run, and what is known of its file."""
        found = self.classes.function(call.func)
        if isinstance(found, cst.FunctionDef):
            return self, found
        place = self._document.fact(Neighbours).place(found) if isinstance(found, str) else None
        if place is None or not isinstance(place.node, cst.FunctionDef):
            return None
        return place.document.fact(Deferreds), place.node

    def is_fresh(self, chain: Chain) -> bool:
        """Whether whoever called has the only reference: the function that gave the Deferred put it nowhere else."""
        defined = self._defined(chain.origin) if isinstance(chain.origin, cst.Call) else None
        returned = [each for each in defined[0].chains_in(defined[1]) if each.escapes] if defined is not None else []
        return chain.source.fresh and all(
            escape.kind is EscapeKind.RETURNED
            for each in returned
            if each.escapes_as(EscapeKind.RETURNED)
            for escape in each.escapes
        )

    def ends_covered(self, call: cst.Call) -> bool:
        """Whether a function is called which puts an errback at the end of each Deferred that it returns."""
        defined = self._defined(call)
        chains = defined[0].chains_in(defined[1]) if defined is not None else []
        returned = [chain for chain in chains if chain.escapes_as(EscapeKind.RETURNED)]
        return bool(returned) and all(chain.exits == {Status.COVERED} or _cannot_fail(chain) for chain in returned)

    def is_kept(self, call: cst.Call) -> bool:
        """Whether a function is called which puts the Deferred that it returns somewhere, too."""
        defined = self._defined(call)
        chains = defined[0].chains_in(defined[1]) if defined is not None else []
        return any(chain.escapes_as(EscapeKind.RETURNED) and chain.escapes_as(EscapeKind.CONTAINED) for chain in chains)

    def only_covers(self, node: cst.BaseExpression) -> bool:
        """Whether a function of the file makes a Deferred by `maybeDeferred`, sees to its failures and returns it."""
        function = self.callbacks.function(node)
        if not isinstance(function, cst.FunctionDef):
            return False
        chains = self.chains_in(function)
        lines = [line for line in function.body.body if not _is_docstring(line)]
        expected = len(chains[0].links) + 2 if chains else 0
        return (
            len(chains) == 1
            and chains[0].source.name == "twisted.internet.defer.maybeDeferred"
            and chains[0].exits == {Status.COVERED}
            and len(lines) <= expected
        )

    def is_hook(self, call: cst.Call) -> bool:
        """Whether a method is called that does nothing but return: one for subclasses to replace."""
        defined = self._defined(call)
        if defined is None or defined[0].classes.method_of_self(defined[1]) is None:
            return False
        statements = [line for line in defined[1].body.body if not _is_docstring(line)]
        return len(statements) == 1 and "defer." in defined[0]._document.tree.source(statements[0])  # noqa: SLF001 - of the same class

    def result_is_ignored(self, function: cst.FunctionDef) -> bool:
        """Whether a function is only a callback, returns nothing, and the callbacks behind it ignore their argument."""
        registered = self.registered_in(function)
        if (
            not registered
            or function.decorators
            or any(isinstance(each, (cst.Return, cst.Yield)) for each in own_nodes(function))
        ):
            return False
        return all(self._rest_ignores(chain, link) for chain, link in registered)

    def _rest_ignores(self, chain: Chain, link: Link) -> bool:
        """Whether the link behind `link` ignores its argument, or there is none and the chain is seen to its end."""
        if chain.foreign or link.kind is not LinkKind.CALLBACK:
            return False
        behind = chain.links[chain.links.index(link) + 1 :]
        while behind and behind[0].kind is LinkKind.ERRBACK:
            behind = behind[1:]
        if not behind:
            return not chain.escapes
        return behind[0].kind in {LinkKind.CALLBACK, LinkKind.BOTH} and self.callbacks.ignores_argument(
            behind[0].callback
        )


def _cannot_fail(chain: Chain) -> bool:
    """Whether a Deferred was made with its result, or is a DeferredList, which tells of failures by its result."""
    if chain.links or not isinstance(chain.origin, cst.Call):
        return False
    if chain.source.name == "twisted.internet.defer.DeferredList":
        given = chain.origin.args[1:]
        return all(each.keyword is not None and each.keyword.value == "consumeErrors" for each in given)
    return chain.source.name == "twisted.internet.defer.succeed"


def _is_docstring(line: cst.CSTNode) -> bool:
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    return isinstance(small, cst.Expr) and isinstance(small.value, (cst.SimpleString, cst.ConcatenatedString))
