"""What is known of a codemod without importing it, and sequences of codemods that are imported when they are looked at.

A run must know every codemod's name, its family and what a file must hold for it; most files hold nothing for most of
them, and a short run is over before a hundred modules would be imported. So netfix's own are listed in data
(`netfix.codemods.listing`), and a codemod is imported when a file might hold something for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast, overload

if TYPE_CHECKING:
    from netfix.engine.codemod import Registered, SyntaxCodemod

ClassT = TypeVar("ClassT", bound="type[Registered]")

_of_classes: dict[type[Registered], Listed] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """What `Registered` says of a codemod, by the names that it has there; `made` is the class of one from elsewhere.

    There is one object for each codemod of a process, so that two are equal if they are the same.
    """

    module: str
    qualified_name: str
    name: str
    family: str
    needles: tuple[bytes, ...]
    requires: tuple[bytes, ...]
    by_default: bool
    with_unsafe: bool
    reads_others: bool
    runs_once: bool
    audits_comments: bool
    #: Whether it is a `SyntaxCodemod`.
    is_syntax: bool
    made: type[Registered] | None = None

    @property
    def codemod(self) -> type[Registered]:
        """The codemod, imported if need be."""
        if self.made is not None:
            return self.made
        return cast("type[Registered]", getattr(import_module(self.module), self.qualified_name))

    @property
    def is_own(self) -> bool:
        """Whether it is one of netfix's own."""
        return self.module.startswith("netfix.codemods.")

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as a name; one from elsewhere as its class."""
        from netfix.registry import listed_own  # noqa: PLC0415 - which imports this module

        return (listed_of, (self.made,)) if self.made is not None else (listed_own, (self.name,))


def listed_of(codemod: type[Registered]) -> Listed:
    """Give what a codemod that is imported says of itself."""
    known = _of_classes.get(codemod)
    if known is None:
        known = _of_classes[codemod] = _listed(codemod)
    return known


def _listed(codemod: type[Registered]) -> Listed:
    from netfix.engine.codemod import SyntaxCodemod  # noqa: PLC0415 - imported by now
    from netfix.registry import is_installed, own  # noqa: PLC0415 - which imports this module

    if is_installed() and codemod.__module__.startswith("netfix.codemods."):
        place = codemod.__module__, codemod.__qualname__
        known = next((each for each in own() if (each.module, each.qualified_name) == place), None)
        if known is not None:
            return known
    return Listed(
        codemod.__module__,
        codemod.__qualname__,
        codemod.name,
        codemod.family,
        codemod.needles,
        codemod.requires,
        codemod.by_default,
        codemod.with_unsafe,
        codemod.reads_others,
        codemod.runs_once,
        codemod.audits_comments,
        issubclass(codemod, SyntaxCodemod),
        codemod,
    )


class Chosen(Sequence[ClassT]):
    """Codemods, like a tuple of them, each imported when it is looked at; `listed` is what is known before."""

    __slots__ = ("listed",)

    def __init__(self, listed: Iterable[Listed]) -> None:
        self.listed = tuple(listed)

    @overload
    def __getitem__(self, index: int) -> ClassT: ...
    @overload
    def __getitem__(self, index: slice) -> Chosen[ClassT]: ...
    def __getitem__(self, index: int | slice) -> ClassT | Chosen[ClassT]:
        if isinstance(index, slice):
            return Chosen(self.listed[index])
        return cast("ClassT", self.listed[index].codemod)

    def __len__(self) -> int:
        return len(self.listed)

    def __iter__(self) -> Iterator[ClassT]:
        return (cast("ClassT", each.codemod) for each in self.listed)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Chosen):
            return self.listed == cast("Chosen[type[Registered]]", other).listed
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash(self.listed)

    def __repr__(self) -> str:
        return f"Chosen({', '.join(each.name for each in self.listed)})"


def listed_in(codemods: Sequence[type[Registered]]) -> tuple[Listed, ...]:
    """Give what is known of codemods without looking at them."""
    return codemods.listed if isinstance(codemods, Chosen) else tuple(map(listed_of, codemods))


def syntax_of(listed: Iterable[Listed]) -> Chosen[type[SyntaxCodemod]]:
    """Give those which make the view of a Python 2 file."""
    return Chosen(each for each in listed if each.is_syntax)
