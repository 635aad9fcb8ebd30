"""Import modules of the standard library by the names they have in Python 3.

`urllib2`, `urlparse` and `urllib` became `urllib.request`, `urllib.parse` and `urllib.error`; `httplib` is
`http.client`, `SocketServer` is `socketserver`, `StringIO` is `io`, `Queue` is `queue`, and so on.

    -import SocketServer
    -import urllib2
    +import socketserver
    +import urllib.request


    -class Handler(SocketServer.StreamRequestHandler):
    +class Handler(socketserver.StreamRequestHandler):
         def handle(self):
    -        self.wfile.write(urllib2.urlopen("http://localhost/").read())
    +        self.wfile.write(urllib.request.urlopen("http://localhost/").read())

Part of `--migrate python3`. Safe as a change of names: the uses of just this import are renamed; where the file means
something else by the new name (`queue = Queue.Queue()`), the module keeps its old one, as in `import queue as Queue`.
By hand remain imports inside a `try` that catches ImportError, members that have no successor, and what no name says:
what is read from a connection, or was kept in a StringIO, may be bytes now. Modules without a successor (`rfc822`,
`mimetools`, `sets`, `md5`) are not found here: the import fails and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.names.moved_names import MAIN_PART, MOVED, ONLY, SPLIT
from netfix.engine.edits import Edit
from netfix.engine.expressions import dotted
from netfix.engine.findings import manual, safe, unsafe  # noqa: F401 - what its findings can be
from netfix.engine.lazy import cst
from netfix.engine.migration import MigrationCodemod

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHY = "it is the module's name in Python 3"
_NAMES = "|".join(sorted(MOVED.keys() | SPLIT.keys()))


class MovedModules(MigrationCodemod):
    """Renames imports and what is used of them."""

    needles = (rf"\b(?:import|from)\b[^\n]*\b(?:{_NAMES})\b".encode(), rb"\bimport\b[^\n]*\\")

    def visit_Import(self, node: cst.Import) -> None:
        """Look at the modules of one `import`."""
        for alias in node.names:
            module = dotted(alias.name) or ""
            if module not in MOVED and module not in SPLIT:
                continue
            guard = self._guard(node)
            if guard is not None:
                self._leave_guarded(alias, guard, module)
            elif module in SPLIT:
                self._split(alias, module)
            else:
                self._rename(alias, module)

    def _rename(self, alias: cst.ImportAlias, module: str) -> None:
        """Rename one module in its import and wherever it is used; or only there, if the name is taken."""
        new = MOVED[module]
        uses = self._uses(alias, module)
        members = {self._member(use) for use in uses or ()}
        if module in ONLY and (uses is None or not members <= ONLY[module]):
            self._leave(alias, f"not all of {module} is in {new}")
            return
        message = f"{module} is {new} in Python 3"
        start, end = self.tree.span(alias.name)
        if alias.asname is not None:
            same = self.tree.source(alias.asname.name) == new
            edit = Edit(start, self.tree.span(alias.asname.name)[1], new) if same else Edit(start, end, new)
            self.report(alias, None, self.unless_bound(_WHY, alias), message, edits=[edit])
        elif uses is not None and self._is_free(new.split(".", 1)[0]):
            edits = [Edit(*self.tree.span(name), new) for name in (alias.name, *uses)]
            self.report(alias, None, self.unless_bound(_WHY, alias), message, edits=edits)
        else:
            self.report(
                alias, None, self.unless_bound(_WHY, alias), message, edits=[Edit(start, end, f"{new} as {module}")]
            )

    def _split(self, alias: cst.ImportAlias, module: str) -> None:
        """Import the modules that have what is used of one, and name them where it is used."""
        uses = self._uses(alias, module) if alias.asname is None else None
        homes = [SPLIT[module].get(self._member(use) or "") for use in uses or ()]
        if uses is None or None in homes or not self._is_free("urllib"):
            self._leave(alias, f"{module} is split up in Python 3, and not all its uses can be told apart")
            return
        needed = sorted({home for home in homes if home}) or [MAIN_PART[module]]
        edits = [Edit(*self.tree.span(alias.name), ", ".join(needed))]
        edits += (Edit(*self.tree.span(use), home) for use, home in zip(uses, homes, strict=True) if home)
        self.report(
            alias, None, self.unless_bound(_WHY, alias), f"{module} is {' and '.join(needed)} in Python 3", edits=edits
        )

    def visit_ImportFrom(self, node: cst.ImportFrom) -> None:
        """Look at one `from … import …`."""
        module = dotted(node.module) if node.module is not None and not node.relative else None
        if module is None or (module not in MOVED and module not in SPLIT):
            return
        guard = self._guard(node)
        names = [] if isinstance(node.names, cst.ImportStar) else [dotted(alias.name) or "" for alias in node.names]
        known = SPLIT.get(module, {}).keys() if module in SPLIT else ONLY.get(module, set(names))
        if (not names and (module in SPLIT or module in ONLY)) or not set(names) <= set(known):
            self._leave(node, f"not all that is imported from {module} has a known place in Python 3")
        elif guard is not None:
            self._leave_guarded(node, guard, module)
        elif module in MOVED:
            self._import_from(node, MOVED[module])
        else:
            self._import_from_several(node, module, names)

    def _import_from(self, node: cst.ImportFrom, new: str) -> None:
        if node.module is not None:
            edits = [Edit(*self.tree.span(node.module), new)]
            self.report(node, None, safe(_WHY), f"{dotted(node.module)} is {new} in Python 3", edits=edits)

    def _import_from_several(self, node: cst.ImportFrom, module: str, names: list[str]) -> None:
        """Rewrite a `from` statement whose names are in several modules now."""
        homes = sorted({SPLIT[module][name] for name in names})
        line = self.tree.parent(node)
        if len(homes) == 1:
            self._import_from(node, homes[0])
            return
        if (
            not isinstance(line, cst.SimpleStatementLine)
            or len(line.body) > 1
            or isinstance(node.names, cst.ImportStar)
        ):
            self._leave(node, f"{module} is split up in Python 3")
            return
        source: dict[str, list[str]] = {home: [] for home in homes}
        for alias, name in zip(node.names, names, strict=True):
            asname = "" if alias.asname is None else f" as {self.tree.source(alias.asname.name)}"
            source[SPLIT[module][name]].append(name + asname)
        lines = (f"from {home} import {', '.join(parts)}" for home, parts in source.items())
        text = ("\n" + self.tree.indentation(node)).join(lines)
        message = f"{module} is {' and '.join(homes)} in Python 3"
        self.report(node, None, safe(_WHY), message, edits=[Edit(*self.tree.span(node), text)])

    def _leave(self, node: cst.CSTNode, why: str) -> None:
        self.report(node, None, manual("choose by hand"), why)

    def _uses(self, alias: cst.ImportAlias, module: str) -> tuple[cst.Name, ...] | None:
        """Give the uses of what an import binds; None if something else binds the name, too."""
        name = module if alias.asname is None else self.tree.source(alias.asname.name)
        scope = self.scopes.owner(name, self.scopes.scope_of(alias))
        if scope is None or len(scope.bindings(name)) != 1:
            return None
        return self.scopes.reads(scope, name)

    def _member(self, use: cst.Name) -> str | None:
        """Give the attribute that is taken of a name; None if the name is used by itself."""
        parent = self.tree.parent(use)
        return parent.attr.value if isinstance(parent, cst.Attribute) and parent.value is use else None

    def _is_free(self, name: str) -> bool:
        """Whether the file means by a name, if anything, only modules of that package."""
        return all(self._is_of_package(use, name) for use in self._variables(name))

    def _variables(self, name: str) -> Iterable[cst.Name]:
        return (use for use in self.tree.of_kind(cst.Name) if use.value == name and self.scopes.is_variable(use))

    def _is_of_package(self, use: cst.Name, name: str) -> bool:
        bindings = self.scopes.bindings_of(use)
        return bool(bindings) and all(
            isinstance(binding.node, cst.ImportAlias) and (dotted(binding.node.name) or "").split(".", 1)[0] == name
            for binding in bindings
        )

    def _guard(self, node: cst.CSTNode) -> cst.Try | None:
        """Give the `try` in which an import may fail, or in whose handler it stands for one that has failed."""
        for parent in self.tree.ancestors(node):
            if isinstance(parent, cst.Try):
                caught = (
                    self.tree.source(handler.type) if handler.type else "ImportError" for handler in parent.handlers
                )
                if any("ImportError" in types or "Exception" in types for types in caught):
                    return parent
        return None

    def _leave_guarded(self, node: cst.CSTNode, guard: cst.Try, module: str) -> None:
        """Report an import that is tried, unless there is another to fall back on."""
        for imported in self.scopes.imports:
            is_other = imported.module not in MOVED and imported.module not in SPLIT
            if is_other and guard in self.tree.ancestors(imported.node):
                return
        self._leave(node, f"{module} is imported where its absence is caught")
