"""The automaton that reads Python 2 by fissix's grammar tables, with each step one look into a dictionary.

fissix's own goes through a state's arcs one by one, and through the first sets of the symbols behind them, for each of
the fifteen levels of expressions between a statement and a name; that is nine tenths of its time. Here the levels that
a token opens are one `_Chain`, and what the next token makes of all of them is worked out once for each such token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from netfix.engine.python2_nodes import KEPT, Node, new_inner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: The label of a token that no rule of the grammar has a place for.
NO_LABEL = -1


class Unexpected(Exception):
    """A token that the grammar has no place for."""

    def __init__(self, leaf: Node) -> None:
        super().__init__(leaf.value)
        self.leaf = leaf


class _State:
    """A state of a symbol's automaton.

    `arcs` says for each label of a token where it leads: to the next state, by way of a symbol that begins with the
    token (its name and first state) or of the token itself. `accepts`: the symbol may end here.
    `steps` holds what `step` has given before, and `opened` the chains that begin here.
    """

    __slots__ = ("accepts", "arcs", "opened", "steps")

    def __init__(self) -> None:
        self.arcs: dict[int, tuple[_State, str, _State | None]] = {}
        self.accepts = False
        self.steps: dict[int, _Step | None] = {}
        self.opened: dict[tuple[str, _State], _Chain] = {}

    def step(self, label: int) -> _Step | None:
        """Give the state after a token, and the levels that it opens in between; None if it has no place here."""
        found: _Step | None = None
        arc = self.arcs.get(label)
        if arc is not None:
            following, symbol, first = arc
            chain: _Chain | None = None
            opened = self.opened
            while first is not None:
                state, inner, first_inside = first.arcs[label]
                chain = opened.setdefault((symbol, state), _Chain(symbol, state, chain))
                opened, symbol, first = chain.opened, inner, first_inside
            found = following, chain
        self.steps[label] = found
        return found


#: The state that follows, and what is open until it is reached.
_Step: TypeAlias = "tuple[_State, _Chain | None]"
#: What a token makes of a chain with one node at its end: the symbols that are kept around the node; then the level
#: which goes on (None: all end), what is around that, and its step.
_Outcome: TypeAlias = "tuple[tuple[str, ...], str | None, _Chain | None, _State | None, _Chain | None]"
#: Stands for a step that was not asked for before.
_UNKNOWN: _Step = (_State(), None)


class _Chain:
    """Symbols that a token opened, the innermost last, in none of which anything stands yet but what is inside it.

    `symbol` is the innermost one, `state` the one in which it will be after what is inside it, `outer` the others.
    `outcomes` holds what `outcome` has given before, and `opened` the chains with one symbol more.
    """

    __slots__ = ("opened", "outcomes", "outer", "state", "symbol")

    def __init__(self, symbol: str, state: _State, outer: _Chain | None) -> None:
        self.symbol = symbol
        self.state = state
        self.outer = outer
        self.outcomes: dict[int, _Outcome | None] = {}
        self.opened: dict[tuple[str, _State], _Chain] = {}

    def outcome(self, label: int) -> _Outcome | None:
        """Give what a token makes of it, None if it has no place."""
        found = self.outcomes[label] = self._outcome(label)
        return found

    def _outcome(self, label: int) -> _Outcome | None:
        kept: list[str] = []
        link: _Chain | None = self
        while link is not None:
            step = link.state.step(label)
            if step is not None:
                return tuple(kept), link.symbol, link.outer, *step
            if not link.state.accepts:
                return None
            if link.symbol in KEPT:
                kept.append(link.symbol)
            link = link.outer
        return tuple(kept), None, None, None, None


class Automaton:
    """The states of a grammar. `labels` are those of the kinds of tokens, `keywords` those of names."""

    def __init__(self, tables: Any, token_names: Mapping[int, str]) -> None:
        """Work the states out from tables as fissix's generator makes them."""
        self.labels: dict[str, int] = {token_names[kind]: label for kind, label in tables.tokens.items()}
        self.keywords: dict[str, int] = tables.keywords
        symbols: dict[int, str] = tables.number2symbol
        dfas: dict[int, tuple[list[list[tuple[int, int]]], dict[int, int]]] = tables.dfas
        states = {symbol: [_State() for _ in dfa[0]] for symbol, dfa in dfas.items()}
        for symbol, (arcs_of_states, _) in dfas.items():
            for at, arcs in enumerate(arcs_of_states):
                state = states[symbol][at]
                state.accepts = (0, at) in arcs
                for label, to in arcs:
                    kind: int = tables.labels[label][0]
                    following = states[symbol][to]
                    if kind < 256:  # noqa: PLR2004 - tokens are below, symbols from there on
                        state.arcs.setdefault(label, (following, "", None))
                        continue
                    arc = (following, symbols[kind], states[kind][0])
                    for first in dfas[kind][1]:
                        state.arcs.setdefault(first, arc)
        self._start = symbols[tables.start], states[tables.start][0]

    def label(self, leaf: Node) -> int:
        """Give the label of a token."""
        if leaf.kind == "NAME":
            keyword = self.keywords.get(leaf.value)
            if keyword is not None:
                return keyword
        return self.labels.get(leaf.kind, NO_LABEL)

    def read(self, tokens: Iterable[tuple[int, Node]]) -> list[Node] | None:  # noqa: C901, PLR0912 - one hot loop
        """Read a program, token by token with its label, to the end marker; None if that never comes.

        Gives the nodes that are no tokens, inner ones before what they are in, the root last. Raises Unexpected.
        """
        made: list[Node] = []
        stack: list[tuple[str, _State, list[Node], _Chain | None]] = []
        symbol, state = self._start
        children: list[Node] = []
        outer: _Chain | None = None  # what is open between this symbol and the one around it
        chain: _Chain | None = None  # what is open in this symbol, and `node` is the only thing in it
        node: Node | None = None
        for label, leaf in tokens:
            while True:
                if chain is not None:
                    outcome = chain.outcomes.get(label) or chain.outcome(label)
                    if outcome is None or node is None:
                        raise Unexpected(leaf)
                    kept, inner, around, following, opened = outcome
                    for name in kept:
                        node = new_inner(name, [node])
                        made.append(node)
                    if inner is None or following is None:
                        children.append(node)
                        chain = None
                    else:
                        stack.append((symbol, state, children, outer))
                        symbol, state, outer, chain = inner, following, around, opened
                        children = [node, leaf] if opened is None else [node]
                        node = leaf
                        break
                step = state.steps.get(label, _UNKNOWN)
                if step is _UNKNOWN:
                    step = state.step(label)
                if step is not None:
                    state, chain = step
                    if chain is None:
                        children.append(leaf)
                    else:
                        node = leaf
                    break
                if not (state.accepts and stack):
                    raise Unexpected(leaf)
                node = new_inner(symbol, children)  # two or more, or its level would have been passed over
                made.append(node)
                chain = outer
                symbol, state, children, outer = stack.pop()
                if chain is None:
                    children.append(node)
        if stack or chain is not None or not state.accepts:
            return None
        made.append(new_inner(symbol, children))
        return made
