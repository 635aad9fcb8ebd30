"""Use the name that is defined, not one that is a letter away.

Python looks a name up when the line runs; a misspelt one waits in an error path until the day that path is taken.

     def verify(connection, certificate, error, depth, ok):
         verified = certificate.get_subject().commonName == wanted
         if depth == 0:
    -        return verifed
    +        return verified
         return ok

A use counts only if nothing can have given the name a value: no binding in any scope that it sees, no `exec` or
written namespace around it, no handler for NameError, no builtin of Python 2 or 3 or of another platform, and no star
import, unless all of them are of the project's own files, whose names are looked up there.

Safe where the function assigns the near name, alone, and never reads it: the assignment has no other purpose. Unsafe
where the near name is bound before, is the only word of the file within one edit, and the two are hardly two names:
`items` beside `item`, `part1` beside `part2` and names of four letters are. Otherwise the names that may be meant are
reported, to be corrected by hand. An undefined name that is near to none is left to a linter.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.engine.bindings import BindingKind
from netfix.engine.builtin_names import BUILTINS, STANDARD_MODULES
from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual, safe, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from netfix.engine.document import Document
    from netfix.engine.scopes import Binding, Scope

#: Names of so few letters are near to too many others for one to be named.
_TOO_SHORT = 3

_WORD = re.compile(r"[^\W\d]\w*")
#: An import that may bring names which the text does not show.
_STARS = re.compile(r"\bimport[\s\\]*\*")


class UndefinedName(Codemod):
    """Finds names that nothing binds, and the one that was meant."""

    noqa = ("F821",)
    #: Any file may hold one; `may_find` asks the compiler before LibCST parses it.
    needles = (rb"[A-Za-z_]",)
    reads_others = True

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether some name may be undefined, and be near to another one."""
        from netfix.analysis.names.undefined_names import reaches_namespaces, undefined_to_compiler  # noqa: PLC0415 - see above

        text = document.text
        found = undefined_to_compiler(text)
        if found is None or (found and not text.isascii()):
            return True
        names = [name for name in found if len(name) > _TOO_SHORT]
        if not names or reaches_namespaces(text):
            return False
        return _STARS.search(text) is not None or _any_is_near(names, {*_WORD.findall(text), *BUILTINS})

    def finish(self) -> None:
        """Look at all undefined names together, so that one that is used often is seen to be."""
        from netfix.analysis.names.undefined_names import UndefinedNames  # noqa: PLC0415 - imports LibCST

        uses: dict[str, list[cst.Name]] = {}
        for name in self.document.fact(UndefinedNames).uses:
            uses.setdefault(name.value, []).append(name)
        for same in uses.values():
            for name in same:
                self._look_at(name, same)

    def _look_at(self, name: cst.Name, same: list[cst.Name]) -> None:
        from netfix.analysis.names.near_names import is_other_kind, is_slip, near  # noqa: PLC0415 - for this codemod only

        written, scope = name.value, self.scopes.scope_of(name)
        message = f"nothing gives `{written}` a value"
        found = sorted(each for each in near(written, self._visible(scope)) if not is_other_kind(written, each))
        if not found or len(written) <= _TOO_SHORT:
            return  # nothing says what was meant: that is for a linter, and a fragment would be full of it
        if len(found) != 1 or written in STANDARD_MODULES:
            self.report(name, None, manual(self._advice(name, found)), message)
            return
        meant = found[0]
        owner = self.scopes.owner(meant, scope)
        before = self._is_imported_before(name) if meant in self._starred else self._is_bound_before(name, owner, meant)
        in_one_place = all(self.scopes.scope_of(other) is scope for other in same)
        is_sure = is_slip(written, meant) and before and in_one_place
        if not is_sure or self._is_confusable(written, meant, len(same)):
            self.report(name, None, manual(f"`{meant}` may be meant; write the one that is"), message)
        elif owner is scope and not self._starred and self._is_never_read(scope, meant):
            reason = f"the function assigns `{meant}`, a letter away, and never reads it"
            self.report(name, cst.Name(meant), safe(reason), message)
        else:
            reason = f"only `{meant}`, which is bound before, is a letter away, but netfix cannot know what was meant"
            self.report(name, cst.Name(meant), unsafe(reason), message)

    def _visible(self, scope: Scope) -> set[str]:
        """Give the names that a use in `scope` sees."""
        names: set[str] = {name for around in scope.outwards() for name in around.names}
        return {name for name in names if self.scopes.owner(name, scope) is not None} | BUILTINS | self._starred

    @cached_property
    def _starred(self) -> frozenset[str]:
        """The names that star imports of the project's own files bring."""
        from netfix.analysis.names.undefined_names import UndefinedNames  # noqa: PLC0415 - imports LibCST

        return self.document.fact(UndefinedNames).starred or frozenset()

    def _is_imported_before(self, use: cst.Name) -> bool:
        """Whether all star imports of the module have run where a name is used."""
        if self.scopes.scope_of(use) is not self.scopes.module:
            return True
        position = self.tree.position
        return all(position(star.node)[1] <= position(use)[0] for star in self.scopes.module.stars)

    def _advice(self, name: cst.Name, found: list[str]) -> str:
        if name.value in STANDARD_MODULES:
            return f"import {name.value}, which is a standard module, or write the name that is meant"
        return f"{' or '.join(f'`{near}`' for near in found)} may be meant; write the one that is"

    def _is_confusable(self, written: str, meant: str, uses: int) -> bool:
        """Whether the written name is a word of the file elsewhere too, or near to another one."""
        from netfix.analysis.names.near_names import near  # noqa: PLC0415 - for this codemod only

        return self._words.count(written) != uses or set(near(written, self._words)) != {meant}

    @cached_property
    def _words(self) -> list[str]:
        """All words of the file's text, those of comments and strings too."""
        return _WORD.findall(self.document.text)

    def _is_never_read(self, scope: Scope, meant: str) -> bool:
        bindings = scope.bindings(meant)
        is_local = all(_is_for_its_own_sake(binding) and binding.written_in is scope for binding in bindings)
        is_hidden = scope.node is not self.scopes.module.node and meant not in scope.globals and not scope.reads_unseen
        return is_local and is_hidden and not self.scopes.reads(scope, meant)

    def _is_bound_before(self, use: cst.Name, owner: Scope | None, meant: str) -> bool:
        """Whether the near name surely has its value where the other one is used."""
        if owner is None or any(binding.kind is BindingKind.DELETE for binding in owner.bindings(meant)):
            return False
        around = [use, *self.tree.ancestors(use)]
        runs_later = owner is self.scopes.module and self.scopes.scope_of(use) is not owner
        return any(self._is_surely_made(binding, around, runs_later=runs_later) for binding in owner.bindings(meant))

    def _is_surely_made(self, binding: Binding, around: list[cst.CSTNode], *, runs_later: bool) -> bool:
        """Whether a binding is made whenever the use is reached: a parameter, or a statement of a block around it."""
        node = binding.node
        if isinstance(node, (cst.Param, cst.CompFor)):
            return True
        if isinstance(node, (cst.For, cst.With, cst.WithItem, cst.ExceptHandler)):
            return node in around or self.tree.parent(node) in around
        statement = self.tree.statement(node)
        block = self.tree.parent(statement) if statement is not None else None
        if statement is None or block not in around or isinstance(node, cst.Del):
            return False
        return runs_later or self.tree.position(statement)[1] <= self.tree.position(around[0])[0]


def _any_is_near(written: Iterable[str], words: Collection[str]) -> bool:
    """Whether one of some names is near to a word that may be meant."""
    from netfix.analysis.names.near_names import is_other_kind, near  # noqa: PLC0415 - for this codemod only

    return any(not is_other_kind(name, other) for name in written for other in near(name, words))


def _is_for_its_own_sake(binding: Binding) -> bool:
    """Whether a name is assigned alone, or a value of its own; one of several targets of one value may be unused."""
    node = binding.node
    is_alone = isinstance(node, cst.Assign) and any(target.target is binding.target for target in node.targets)
    return is_alone or (isinstance(node, cst.Assign) and isinstance(node.value, cst.Tuple))
