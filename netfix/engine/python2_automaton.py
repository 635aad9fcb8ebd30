"""The automaton that reads Python 2 by fissix's grammar tables, with each step one look into a dictionary.

fissix's own goes through a state's arcs one by one, and through the first sets of the symbols behind them, for each of
the fifteen levels of expressions between a statement and a name; that is nine tenths of its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netfix.engine.python2_nodes import KEPT, Node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Unexpected(Exception):
    """A token that the grammar has no place for: its kind, text and offset."""

    def __init__(self, kind: int, value: str, start: int) -> None:
        super().__init__(value)
        self.kind = kind
        self.value = value
        self.start = start


class _State:
    """A state of a symbol's automaton.

    `steps` says for each label of a token where it leads: to the next state, by way of a symbol that begins with the
    token (its name and first state) or of the token itself. `accepts`: the symbol may end here; `ends`: it must.
    """

    __slots__ = ("accepts", "ends", "steps")

    def __init__(self) -> None:
        self.steps: dict[int, tuple[_State, str, _State | None]] = {}
        self.accepts = False
        self.ends = False


class Automaton:
    """The states of a grammar."""

    def __init__(self, tables: Any, token_names: Mapping[int, str], name_kind: int) -> None:
        """Work the states out from tables as fissix's generator makes them."""
        self._token_names = token_names
        self._name_kind = name_kind
        self._labels: dict[int, int] = tables.tokens
        self._keywords: dict[str, int] = tables.keywords
        self._symbols: dict[int, str] = tables.number2symbol
        dfas: dict[int, tuple[list[list[tuple[int, int]]], dict[int, int]]] = tables.dfas
        states = {symbol: [_State() for _ in dfa[0]] for symbol, dfa in dfas.items()}
        for symbol, (arcs_of_states, _) in dfas.items():
            for at, arcs in enumerate(arcs_of_states):
                state = states[symbol][at]
                state.accepts = (0, at) in arcs
                state.ends = list(arcs) == [(0, at)]
                for label, to in arcs:
                    kind: int = tables.labels[label][0]
                    following = states[symbol][to]
                    if kind < 256:  # noqa: PLR2004 - tokens are below, symbols from there on
                        state.steps.setdefault(label, (following, "", None))
                        continue
                    step = (following, self._symbols[kind], states[kind][0])
                    for first in dfas[kind][1]:
                        state.steps.setdefault(first, step)
        self._start = self._symbols[tables.start], states[tables.start][0]

    def read(self, tokens: Iterable[tuple[int, str, int, int]]) -> Node | None:
        """Read a program; None if its end never comes. Raises Unexpected."""
        stack: list[tuple[_State, str, list[Node]]] = []
        symbol, state = self._start
        children: list[Node] = []
        for kind, value, start, end in tokens:
            label = self._label(kind, value, start)
            while True:
                step = state.steps.get(label)
                if step is None:
                    if not state.accepts or not stack:
                        raise Unexpected(kind, value, start)
                    node = _made(symbol, children)
                    state, symbol, children = stack.pop()
                    children.append(node)
                    continue
                following, inner, first = step
                if first is None:
                    children.append(Node(self._token_names[kind], value, start, end))
                    state = following
                    break
                stack.append((following, symbol, children))
                state, symbol, children = first, inner, []
            while state.ends:
                if not stack:
                    return Node(symbol, "", children[0].start, children[-1].end, tuple(children))
                node = _made(symbol, children)
                state, symbol, children = stack.pop()
                children.append(node)
        return None

    def _label(self, kind: int, value: str, start: int) -> int:
        if kind == self._name_kind:
            keyword = self._keywords.get(value)
            if keyword is not None:
                return keyword
        label = self._labels.get(kind)
        if label is None:
            raise Unexpected(kind, value, start)
        return label


def _made(name: str, children: list[Node]) -> Node:
    """Give the node of a symbol; one that only stands for another is that other."""
    if len(children) == 1 and name not in KEPT:
        return children[0]
    return Node(name, "", children[0].start, children[-1].end, tuple(children))
