"""Who imports a module of the run, and how its variables are written there."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from netfix.analysis.names.state_object import StateObject, can_be_made, name_span
from netfix.engine.edits import Edit
from netfix.engine.imports import member
from netfix.engine.lazy import cst
from netfix.engine.project import same_file
from netfix.engine.statements import is_free

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document
    from netfix.engine.project import Project
    from netfix.engine.scopes import ImportedModule


def imported_path(project: Project, importer: str, module: str) -> str | None:
    """Give the file that a dotted module name, with leading dots if it is relative, means in `importer`."""
    name = module.lstrip(".")
    return project.module_path(name, importer, len(module) - len(name))


@dataclass(slots=True)
class Follower:
    """How a file that imports variables of another follows when they become attributes of its `state`.

    `obstacle` says why it cannot, None if it can; `at` is the first import, where to tell of it.
    """

    document: Document
    path: str
    edits: list[Edit] = field(default_factory=list[Edit])
    obstacle: str | None = None
    at: cst.CSTNode | None = None

    def follow(self, names: tuple[str, ...], imports: list[ImportedModule]) -> Follower:
        """Work the edits out. `imports` are those that mean the other file, or a name in it."""
        prefixes: set[str] = set()
        for imported in imports:
            self.at = self.at or imported.node
            if imported.is_star:
                self.obstacle = "all names are imported by `*`"
            elif not isinstance(imported.node, (cst.Import, cst.ImportFrom, cst.ImportAlias)):
                self.obstacle = "it is imported by a call"
            elif imported.name is None or self.means(member(imported.module, imported.name)):
                prefixes.add(imported.module if imported.name is None else member(imported.module, imported.name))
        statements = [
            node for node in self.document.tree.of_kind(cst.ImportFrom) if self.means(_source_of(self.document, node))
        ]
        for statement in statements:
            self._take_from(statement, names)
        self._through_module(prefixes, names)
        self._texts(names)
        if self.obstacle is None and not can_be_made(self.document, self.edits):
            self.obstacle = "a comment, or syntax of Python 2, stands where something would be rewritten"
        return self

    def imports(self, document: Document) -> list[ImportedModule]:
        """Give a document's imports of the other file, or of a name in it."""
        project = document.project
        if project is None:
            return []
        return [each for each in document.scopes.imports if _is_of(project, document.path, each, self.path)]

    def means(self, module: str) -> bool:
        """Whether a dotted module name means the other file."""
        project = self.document.project
        found = None if project is None else imported_path(project, self.document.path, module)
        return found is not None and same_file(found, self.path)

    def _take_from(self, statement: cst.ImportFrom, names: tuple[str, ...]) -> None:
        """Import `state` instead of the names that are its attributes now."""
        if isinstance(statement.names, cst.ImportStar):
            return
        taken = [alias for alias in statement.names if alias.name.value in names]
        if not taken:
            return
        tree, scopes = self.document.tree, self.document.scopes
        stem = os.path.splitext(os.path.basename(self.path))[0]  # noqa: PTH119, PTH122 - a string
        local = "state" if is_free(self.document, "state") else f"{stem}_state"
        if not is_free(self.document, local):
            self.obstacle = f"it has a `{local}` of its own"
            return
        scope = scopes.scope_of(statement)
        for alias in taken:
            name = alias.evaluated_alias or alias.evaluated_name
            if len(scope.bindings(name)) != 1:
                self.obstacle = f"it gives `{name}` another value"
                return
            attribute = f"{local}.{alias.evaluated_name}"
            self.edits += (Edit(*name_span(self.document, use), attribute) for use in scopes.reads(scope, name))
        first, last = statement.names[0], statement.names[-1]
        start = tree.span(first)[0]
        end = tree.span(last.asname.name if last.asname else last.name)[1]
        kept = [tree.source(alias).rstrip(", \n") for alias in statement.names if alias not in taken]
        state = "state" if local == "state" else f"state as {local}"
        self.edits.append(Edit(start, end, ", ".join([state, *kept])))

    def _through_module(self, prefixes: set[str], names: tuple[str, ...]) -> None:
        """Put `state.` into `module.name`."""
        tree, scopes = self.document.tree, self.document.scopes
        followed: set[cst.CSTNode] = set()
        for taken in tree.of_kind(cst.Attribute):
            meant = scopes.qualified_all(taken) & {f"{prefix}.{name}" for prefix in prefixes for name in names}
            if meant and scopes.qualified(taken) is None:
                self.obstacle = f"`{tree.source(taken)}` may be that of another module"
            elif meant:
                start = name_span(self.document, taken.attr)[0]
                self.edits.append(Edit(start, start, "state."))
                followed.add(taken.value)
        named: list[cst.BaseExpression] = [*tree.of_kind(cst.Name), *tree.of_kind(cst.Attribute)]
        for node in named:
            if scopes.qualified_all(node) & prefixes and node not in followed and not self._is_harmless(node):
                self.obstacle = f"`{tree.source(node)}` is handed on as an object"

    def _is_harmless(self, node: cst.CSTNode) -> bool:
        """Whether a module's name stands in an import, or an attribute of it is taken."""
        parent = self.document.tree.parent(node)
        if isinstance(parent, cst.Attribute) and parent.value is node:
            return parent.attr.value != "__dict__"
        return any(isinstance(around, (cst.Import, cst.ImportFrom)) for around in self.document.tree.ancestors(node))

    def _texts(self, names: tuple[str, ...]) -> None:
        pattern = re.compile(rf"(?:^|\.)(?:{'|'.join(map(re.escape, names))})$")
        for text in self.document.tree.of_kind(cst.SimpleString):
            if isinstance(text.evaluated_value, str) and pattern.search(text.evaluated_value):
                self.obstacle = f"it has a name of the module in the text {text.value}"


def _source_of(document: Document, statement: cst.ImportFrom) -> str:
    module = document.tree.source(statement.module) if statement.module else ""
    return "." * len(statement.relative) + module


def followers(document: Document) -> list[Follower]:
    """Give how each file that imports variables of `document` follows, when its StateObject is made."""
    project = document.project
    plan = document.fact(StateObject)
    if project is None:
        return []
    found: list[Follower] = []
    for importer, imports in _importers(project, document.path):
        follower = Follower(importer, document.path).follow(plan.names, imports)
        follower.obstacle = follower.obstacle or _taken_on(follower, imports, plan.names)
        found.append(follower)
    return found


def _taken_on(follower: Follower, imports: list[ImportedModule], names: tuple[str, ...]) -> str | None:
    """Say which file takes the variables, or the module that has them, from a file that has imported them itself."""
    document, project = follower.document, follower.document.project
    at_top = [each for each in imports if document.scopes.scope_of(each.node) is document.scopes.module]
    passed = {local for each in at_top for local in _bound_by(follower, each, names)}
    for other, others in _importers(project, document.path) if project is not None and passed else ():
        prefixes = {each.module if each.name is None else member(each.module, each.name) for each in others}
        wanted = {f"{prefix}.{name}" for prefix in prefixes for name in passed}
        taken = {each.name for each in others} & {*passed, "*"}
        used = (other.scopes.qualified_all(node) & wanted for node in other.tree.of_kind(cst.Attribute))
        if taken or any(used):
            return f"{other.path} takes what it has imported"
    return None


def _bound_by(follower: Follower, imported: ImportedModule, names: tuple[str, ...]) -> set[str]:
    """Give the names that an import binds to the module, or to one of its variables."""
    node, name = imported.node, imported.name
    aliases = node.names if isinstance(node, (cst.Import, cst.ImportFrom)) else ()
    if isinstance(aliases, cst.ImportStar):
        return set(names)
    if name is not None and name not in names and not follower.means(member(imported.module, name)):
        return set()
    mine = [alias for alias in aliases if alias.evaluated_name == (name or imported.module)]
    return {alias.evaluated_alias or alias.evaluated_name.split(".")[0] for alias in mine}


def _importers(project: Project, path: str) -> Iterator[tuple[Document, list[ImportedModule]]]:
    """Give the files that import the module in the file `path`, with their imports of it."""
    stem = os.path.splitext(os.path.basename(path))[0]  # noqa: PTH119, PTH122 - a string
    if stem == "__init__":
        stem = os.path.basename(os.path.dirname(os.path.abspath(path)))  # noqa: PTH100, PTH119, PTH120 - strings
    word = re.compile(rf"\b{re.escape(stem)}\b|\bimport\s*\*|\bfrom\s+\.")
    for other in project.around(path):
        source = project.source(other)
        if source is None or not word.search(source.text):
            continue
        document = project.document(other)
        if document is None:
            continue
        imports = [each for each in document.scopes.imports if _is_of(project, other, each, path)]
        if imports:
            yield document, imports


def _is_of(project: Project, importer: str, imported: ImportedModule, path: str) -> bool:
    found = (imported_path(project, importer, module) for module in _modules_of(imported))
    return any(each is not None and same_file(each, path) for each in found)


def _modules_of(imported: ImportedModule) -> list[str]:
    """Give what an import may mean as a module: what it imports from, and the name that it takes."""
    if imported.name is None or imported.is_star:
        return [imported.module]
    return [imported.module, member(imported.module, imported.name)]


def sources_of_state(document: Document) -> Iterator[Document]:
    """Give the other files of the run from which `document` imports variables that can become attributes."""
    project = document.project
    if project is None:
        return
    seen: set[str] = set()
    for imported in document.scopes.imports:
        for module in _modules_of(imported):
            path = imported_path(project, document.path, module)
            if path is None or path in seen or same_file(path, document.path):
                continue
            seen.add(path)
            source = project.source(path)
            if source is None or not re.search(r"\bglobal\b", source.text) or not project.includes(path):
                continue
            other = project.document(path)
            if other is not None and other.fact(StateObject).names:
                yield other
