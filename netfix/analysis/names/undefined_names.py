"""Uses of names that nothing in the program can have given a value.

Python looks names up when they are used, and a program has many ways to put one there that its text does not show.
So a use counts as undefined only where none of them is in play: no star import of a module whose names are not known,
no `exec`, no namespace that is written to, no handler for the NameError, no metaclass that fills a class body, no name
put among the builtins.
"""

from __future__ import annotations

import re
import symtable
from collections import Counter
from typing import TYPE_CHECKING

from netfix.engine.builtin_names import BUILTINS
from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst
from netfix.engine.parsing import symbols_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.scopes import Scope

#: What is there although the running Python need not have it: other platforms, other versions, what shells, type
#: checkers, profilers and `gettext.install` put among the builtins.
_ELSEWHERE = frozenset({
    "WindowsError", "VMSError", "BaseExceptionGroup", "ExceptionGroup", "EncodingWarning", "PythonFinalizationError",
    "aiter", "anext", "frozendict", "sentinel", "exit", "quit", "copyright", "credits", "license", "help",
    "reveal_type", "reveal_locals", "get_ipython", "display", "In", "Out", "profile", "_", "_n", "N_", "gettext",
    "ngettext", "lgettext", "lngettext", "pgettext", "npgettext",
})  # fmt: skip

_KNOWN = BUILTINS | _ELSEWHERE

#: Ways to reach a namespace around the names of the scope analysis.
_REACHES_NAMESPACES = re.compile(
    r"\bf_globals\b|\bf_locals\b|\bfunc_globals\b|\b__globals__\b|\bmodules\s*\[\s*__name__|\b_getframe\b"
    r"|\b_convert_?\s*\(|\bglobal_(?:int_|flag_)?enum\b|\bimport_module\s*\(\s*__name__|\b__import__\s*\(\s*__name__|^\s*import\s+__main__\b|\bpytest_namespace\b",
    re.MULTILINE,
)
#: Ways to ask for a name by its text, or to give it a value so.
_BY_TEXT = re.compile(r"\b(?:globals|locals|vars|dir|exec|execfile|eval|__builtins?__|builtins)\b")

_CATCHES_ALL = frozenset({"Exception", "BaseException", "StandardError"})
_NAME_ERRORS = frozenset({"NameError", "UnboundLocalError"})
#: A file with more undefined names than this is a piece of a program, whose names come from where it is put; so does
#: a name that is used more often than this: somebody would have met the error.
_MOST_NAMES = 4
_MOST_USES = 4


def undefined_to_compiler(text: str) -> frozenset[str] | None:
    """Give the names in a Python 3 text that its module does not bind, by the compiler's own analysis.

    It takes a tenth of the time that parsing by LibCST does. None for a text which it refuses.
    """
    top = symbols_of(text)
    if top is None:
        return None
    waiting, found = [top], set[str]()
    bound_or_known = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_local()} | _KNOWN
    while waiting:
        table = waiting.pop()
        waiting += table.get_children()
        # Most names are a function's own, and cheaper to leave out at once.
        names = table.get_globals() if isinstance(table, symtable.Function) else table.get_identifiers()
        for name in set(names) - bound_or_known:
            if not _is_special(name):
                symbol = table.lookup(name)
                if symbol.is_referenced() and (table is top or symbol.is_global()):
                    found.add(name)
    return frozenset(found)


def reaches_namespaces(text: str) -> bool:
    """Whether a program reaches names in ways that no analysis of its text sees, so that none counts as undefined."""
    return _REACHES_NAMESPACES.search(text) is not None


def _is_special(name: str) -> bool:
    """Whether Python itself, or the mangling of private names, may be behind a name."""
    return name.startswith("__")


class UndefinedNames:
    """The uses of names in a program that can only raise NameError: `uses`, in source order."""

    def __init__(self, program: Document) -> None:
        self._tree = program.tree
        self._scopes = program.scopes
        #: What the module's star imports bring; None if that is not known.
        from netfix.analysis.names.star_names import star_names  # noqa: PLC0415 - imports LibCST

        self.starred = star_names(program)
        self._names_as_text = self._text_names() if _BY_TEXT.search(self._tree.text) else frozenset[str]()
        self.uses: tuple[cst.Name, ...] = ()
        if reaches_namespaces(self._tree.text) or self._mentions_name_error():
            return
        uses = [name for name in self._tree.of_kind(cst.Name) if self._is_undefined(name)]
        counts = Counter(name.value for name in uses)
        if len(counts) <= _MOST_NAMES:
            self.uses = tuple(name for name in uses if counts[name.value] <= _MOST_USES)

    def _text_names(self) -> frozenset[str]:
        """Give all words of string literals, and all attributes: one of them may be a name that is set elsewhere."""
        words = {word for node in self._tree.of_kind(cst.SimpleString) for word in re.findall(r"\w+", node.value)}
        return frozenset(words | {node.attr.value for node in self._tree.of_kind(cst.Attribute)})

    def _mentions_name_error(self) -> bool:
        """Whether NameError is named other than to handle it, as tests do that wait for one."""
        return any(
            name.value in _NAME_ERRORS
            and not any(isinstance(around, cst.ExceptHandler) for around in self._tree.ancestors(name))
            for name in self._tree.of_kind(cst.Name)
        )

    def _is_undefined(self, name: cst.Name) -> bool:
        word = name.value
        if word in _KNOWN or _is_special(word) or word in self._names_as_text:
            return False
        scopes = self._scopes
        if isinstance(self._tree.parent(name), (cst.NameItem, cst.AugAssign, cst.Del)):
            return False
        if not scopes.is_builtin(name, word):
            return False
        scope = scopes.scope_of(name)
        if any(around.binds_unseen or word in around.nonlocals for around in scope.outwards()):
            return False
        if self._may_be_starred(word, scope):
            return False
        if isinstance(scope.node, cst.ClassDef) and not _is_plain(scope.node):
            return False
        return not self._is_guarded(name) and not self._leaks(name)

    def _may_be_starred(self, word: str, scope: Scope) -> bool:
        """Whether a star import that a scope sees may bring the name."""
        starred = [around for around in scope.outwards() if around.stars]
        if not starred:
            return False
        return self.starred is None or starred != [self._scopes.module] or word in self.starred

    def _leaks(self, name: cst.Name) -> bool:
        """Whether a list comprehension of the same file binds the name, which in Python 2 is left behind."""
        comprehensions = (self._scopes.opened_by(node) for node in self._tree.of_kind(cst.ListComp))
        return any(scope is not None and scope.binds(name.value) for scope in comprehensions)

    def _is_guarded(self, name: cst.Name) -> bool:
        """Whether the use is never run, never evaluated, or its NameError is waited for."""
        child: cst.CSTNode = name
        for around in self._tree.ancestors(name):
            if isinstance(around, cst.Annotation):
                return True
            if isinstance(around, cst.If) and child is around.body and is_name(around.test, "False", "TYPE_CHECKING"):
                return True
            if isinstance(around, cst.If) and isinstance(around.test, cst.Integer) and around.test.value == "0":
                return True
            if isinstance(around, cst.Try) and child is around.body and _handles_name_error(around):
                return True
            if isinstance(around, cst.With) and child is around.body and _suppresses(around):
                return True
            child = around
        return False


def _is_plain(node: cst.CSTNode) -> bool:
    """Whether a class has no bases or metaclass that could put names into its body."""
    return (
        isinstance(node, cst.ClassDef)
        and not node.keywords
        and all(is_name(base.value, "object") for base in node.bases)
    )


def _handles_name_error(node: cst.Try) -> bool:
    """Whether handlers wait for the NameError: by name, or for all errors of a body that may be there to try a name."""
    for handler in node.handlers:
        names = set(_words(handler.type)) if handler.type is not None else _CATCHES_ALL
        if names & _NAME_ERRORS or (names & _CATCHES_ALL and len(node.body.body) <= 1):
            return True
    return False


def _suppresses(node: cst.With) -> bool:
    return any(_CATCHES_ALL & set(_words(item.item)) for item in node.items)


def _words(node: cst.CSTNode) -> Iterator[str]:
    """Give the names that occur in an expression."""
    if isinstance(node, cst.Name):
        yield node.value
    for child in node.children:
        yield from _words(child)
