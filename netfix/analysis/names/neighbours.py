"""What names of a run's other files stand for: functions, classes, variables, followed through imports.

`from .base import Client` says nothing by itself; the file `base.py` beside it does. One `Neighbours` belongs to the
file that is looked at and is shared by all files which it leads to, so that what is found never depends on what was
looked at before. Names of Twisted are the catalogue's to know, and are not looked for in files.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.catalogue import catalogue
from netfix.engine.builtin_names import is_standard
from netfix.engine.imports import member

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netfix.engine.document import Document

#: Between a file and what is defined in it, in the identities of things elsewhere; in no dotted name.
_SEPARATOR = "::"

#: How many imports are followed, one after the other, and how many files are parsed for the sake of one.
_MAX_STEPS = 8
_MAX_FILES = 40

#: How many files away Twisted may be imported for a file to be about it, and how many are asked.
_MAX_DISTANCE = 2
_MAX_ASKED = 60

_IMPORTS = re.compile(r"^[ \t]*(?:from[ \t]+(\.*[\w.]*)[ \t]+import\b|import[ \t]+([\w.]+))", re.MULTILINE)
_STAR = re.compile(r"\bimport[ \t]*\*")


@dataclass(frozen=True, slots=True)
class Place:
    """A function or class of a file; `name` is its dotted name in the file, `Client.fetch` for a method."""

    document: Document
    node: cst.FunctionDef | cst.ClassDef
    name: str

    @property
    def identity(self) -> str:
        """A text that stands for the place: as little a dotted name as one of this file."""
        return f"{self.document.path}{_SEPARATOR}{self.name}"

    def binds(self, name: str) -> bool:
        """Whether the class's body, or the function, binds a name."""
        scope = self.document.scopes.opened_by(self.node)
        return scope is not None and scope.binds(name)


class Neighbours:
    """The files that imports lead to, parsed when they are asked for."""

    def __init__(self, document: Document) -> None:
        self._root = document
        self._project = document.project
        self._documents: dict[str, Document | None] = {os.path.normpath(document.path): document}
        self._meanings: dict[tuple[str, str], Place | str | None] = {}
        self._paths: dict[tuple[str, str, int], str | None] = {}

    @staticmethod
    def is_identity(name: str) -> bool:
        """Whether a name is that of a place in another file."""
        return _SEPARATOR in name

    def meaning(self, name: str, document: Document, steps: int = 0) -> Place | str | None:
        """Say what the dotted name means in a file, by way of its imports: a place, or a canonical name of Twisted's.

        None if it means neither, or may mean several things.
        """
        if self._project is None or steps > _MAX_STEPS:
            return None
        if _is_twisted(name):
            return catalogue().canonical(name)
        key = (document.path, name)
        if key not in self._meanings:
            self._meanings[key] = None  # for files that import each other
            self._meanings[key] = self._look_up(name, document, steps)
        return self._meanings[key]

    def _look_up(self, name: str, document: Document, steps: int) -> Place | str | None:
        path, parts = self._split(name, document)
        other = None if path is None else self._document(path, parts[0])
        return None if other is None else self.member(other, parts, steps)

    def _split(self, name: str, document: Document) -> tuple[str | None, list[str]]:
        """Give the file in which a dotted name begins, None if it is none of the run, and the name's parts in there."""
        bare = name.lstrip(".")
        level, parts = len(name) - len(bare), bare.split(".")
        if self._project is None or (not level and is_standard(parts[0])):
            return None, parts
        for length in range(len(parts) - 1, -1 if level else 0, -1):
            key = (document.path, ".".join(parts[:length]), level)
            if key not in self._paths:
                self._paths[key] = self._project.module_path(key[1], document.path, level)
            if self._paths[key] is not None:
                return self._paths[key], parts[length:]
        return None, parts

    def is_plain_class(self, name: str, document: Document) -> bool:
        """Whether a dotted name is that of a class in another file, and its text says that it is no kind of Deferred.

        Most of what is called is such a class, and the file need not be parsed for that.
        """
        path, parts = (None, [""]) if _is_twisted(name) else self._split(name, document)
        source = self._project.source(path) if self._project is not None and path is not None else None
        if source is None or len(parts) != 1:
            return False
        line = re.search(rf"^class[ \t]+{re.escape(parts[0])}\b[^:]*:", source.text, re.MULTILINE)
        return line is not None and "Deferred" not in line[0]

    def _document(self, path: str, name: str) -> Document | None:
        """Give the file of a path, if its text may say anything about Deferreds under the name."""
        key = os.path.normpath(path)
        if key not in self._documents and self._project is not None and len(self._documents) <= _MAX_FILES:
            source = self._project.source(path)
            if source is None or not _may_matter(source.text, name):
                return None
            parsed = self._project.document(path)
            self._documents[key] = None if parsed is None else parsed.afresh({Neighbours: self})
        return self._documents.get(key)

    def member(self, document: Document, parts: list[str], steps: int = 0) -> Place | str | None:
        """Say what a dotted name, in its parts, means that stands in the outermost scope of a file."""
        found = self._variable(document, parts[0], steps)
        for part in parts[1:]:
            if found is None:
                return None
            found = self._attribute(found, part)
        return found

    def _variable(self, document: Document, name: str, steps: int) -> Place | str | None:
        scopes = document.scopes
        bindings = scopes.module.bindings(name)
        if not bindings:
            found = [self.meaning(member(star.module, name), document, steps + 1) for star in scopes.module.stars]
            meant = [each for each in found if each is not None]
            return meant[0] if len(meant) == 1 else None
        if len(bindings) != 1:
            names = {scopes.qualified(each.target) for each in bindings if isinstance(each.node, cst.ImportAlias)}
            only = names.pop() if len(names) == 1 else None
            return None if only is None else self.meaning(only, document, steps + 1)
        node, value = bindings[0].node, bindings[0].value
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            return Place(document, node, name)
        imported = scopes.qualified(bindings[0].target) if isinstance(node, cst.ImportAlias) else None
        if imported is None and isinstance(value, (cst.Name, cst.Attribute)):
            imported = scopes.qualified(value)
            if imported is None and isinstance(value, cst.Name) and value.value != name:
                return self._variable(document, value.value, steps + 1) if steps < _MAX_STEPS else None
        if imported is not None:
            return self.meaning(imported, document, steps + 1)
        return self._object(document, value)

    def _object(self, document: Document, value: cst.BaseExpression | None) -> str | None:
        """Say of which class the object is that a variable holds: its identity with `()` behind."""
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - which asks this module

        made = document.fact(Classes).of(value) if isinstance(value, cst.Call) else None
        if isinstance(made, cst.ClassDef):
            made = self.identity(document, made)
        return None if made is None else f"{made}()"

    def _attribute(self, found: Place | str, part: str) -> Place | str | None:
        """Say what an attribute of a class, or of an object of one, means."""
        from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - which asks this module

        owner = found.removesuffix("()") if isinstance(found, str) else found.identity
        method = self._root.fact(Classes).method(owner, part)
        if isinstance(method, str):
            return self.place(method) or method
        return None if method is None else Place(self._root, method, method.name.value)

    def identity(self, document: Document, node: cst.ClassDef) -> str | None:
        """Give the identity of a class; None for one that is not in the outermost scope of its file."""
        bindings = document.scopes.module.bindings(node.name.value)
        is_plain = len(bindings) == 1 and bindings[0].node is node
        return Place(document, node, node.name.value).identity if is_plain else None

    def place(self, identity: str) -> Place | None:
        """Give the place of an identity; `None` if it is not one that was given out."""
        path, found, name = identity.partition(_SEPARATOR)
        document = self._documents.get(os.path.normpath(path)) if found else None
        if document is None:
            return None
        owner, _, method = name.partition(".")
        bindings = document.scopes.module.bindings(owner)
        node = bindings[0].node if len(bindings) == 1 else None
        if isinstance(node, cst.ClassDef) and method:
            from netfix.analysis.twisted.classes import Classes  # noqa: PLC0415 - which asks this module

            node = document.fact(Classes).own_method(node, method)
        return Place(document, node, name) if isinstance(node, (cst.FunctionDef, cst.ClassDef)) else None

    def reaches_twisted(self) -> bool:
        """Whether the file imports Twisted, or a file of the run that does, directly or through another."""
        names = dict.fromkeys(each.module for each in self._root.scopes.imports)
        return any(map(_is_twisted, names)) or self._leads_to_twisted(names, self._root.path)

    def is_without_twisted(self, name: str) -> bool:
        """Whether a dotted name of the file is that of something in a file of the run that knows no Twisted."""
        if self._project is None or _is_twisted(name):
            return False
        path, _ = self._split(name, self._root)
        names = None if path is None else self._names_imported(path)
        if path is None or names is None:
            return False
        return not any(map(_is_twisted, names)) and not self._leads_to_twisted(names, path)

    def _names_imported(self, path: str) -> list[str] | None:
        """Give the modules that a file imports, by its text alone; None if it cannot be read."""
        source = self._project.source(path) if self._project is not None else None
        return None if source is None else [one or other for one, other in _IMPORTS.findall(source.text)]

    def _leads_to_twisted(self, names: Iterable[str], importer: str) -> bool:
        """Whether a file near by, of those that an importer's imports lead to, imports Twisted."""
        seen = {os.path.normpath(importer)}
        near = [(name, importer) for name in names]
        for _ in range(_MAX_DISTANCE):
            further: list[tuple[str, str]] = []
            for path in filter(None, (self._module(name, importer) for name, importer in near)):
                if os.path.normpath(path) in seen or len(seen) > _MAX_ASKED:
                    continue
                seen.add(os.path.normpath(path))
                imported = self._names_imported(path) or []
                if any(map(_is_twisted, imported)):
                    return True
                further += ((name, path) for name in imported)
            near = further
        return False

    def _module(self, name: str, importer: str) -> str | None:
        """Give the file that a module's name means in an import, None for one of the standard library."""
        bare = name.lstrip(".")
        level = len(name) - len(bare)
        if self._project is None or (not level and is_standard(bare.partition(".")[0])):
            return None
        return self._project.module_path(bare, importer, level)


def _is_twisted(name: str) -> bool:
    return name.partition(".")[0] == "twisted"


def _may_matter(text: str, name: str) -> bool:
    """Whether a file may say that something is Twisted's: it names Twisted, or imports the name or what it is made of.

    To parse a file takes a hundred times as long as to look for this.
    """
    if "twisted" in text:
        return True
    if name not in text:
        return _STAR.search(text) is not None
    defined = re.search(rf"^(?:(class)|def|async[ \t]+def)[ \t]+{re.escape(name)}\b", text, re.MULTILINE)
    return "import" in text if defined is None else defined[1] is not None
