"""How a repair reports a failure: by `log.err` or by a `Logger`, whichever the file has, else the one that is chosen.

    d.addErrback(log.err, "login failed")
    d.addErrback(lambda failure: log.failure("login failed", failure=failure))

Both write to standard error until a program starts a log of its own. A Logger of `twisted.logger` is a variable of
the module, or of a class, and its methods want the failure by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.names.import_edits import without_alias
from netfix.analysis.twisted.catalogue import catalogue
from netfix.analysis.twisted.classes import Classes
from netfix.analysis.twisted.report_option import LOGGER, WITH_LOGGER
from netfix.engine.bindings import ScopeKind
from netfix.engine.edits import Edit
from netfix.engine.statements import import_edit, is_free, known_as

if TYPE_CHECKING:
    from netfix.engine.document import Document

_LOGGER = "twisted.logger.Logger"


@dataclass(frozen=True, slots=True)
class Reporter:
    """What reports a failure: `name` is `log.err`, or `log.failure` of a Logger; `edits` make it known to the file."""

    name: str
    by_logger: bool
    edits: tuple[Edit, ...] = ()

    def errback(self, words: str) -> str:
        """Give the arguments of `addErrback` for a failure that is reported under these words."""
        if not self.by_logger:
            return f'{self.name}, "{words}"'
        parameter = "reason" if self.name.startswith("failure.") else "failure"
        return f"lambda {parameter}: {self.call(parameter, words)}"

    def call(self, failure: str, words: str) -> str:
        """Give the call that reports the failure which an expression names."""
        return f'{self.name}("{words}", failure={failure})' if self.by_logger else f'{self.name}({failure}, "{words}")'


def reporter(document: Document, at: cst.CSTNode) -> Reporter:
    """Give what reports a failure at a place: what the file has already, else what is chosen."""
    wants_logger = _choice(document) == WITH_LOGGER
    err = known_as(document, "twisted.python.log.err", at)
    logger = _logger(document, at)
    if err is not None and (logger is None or not wants_logger):
        return Reporter(err, by_logger=False)
    if logger is not None:
        return Reporter(f"{logger}.failure", by_logger=True)
    if wants_logger or known_as(document, _LOGGER, at) is not None:
        made = _new_logger(document, at)
        if made is not None:
            return made
    log, edits = import_edit(document, "twisted.python", "log", at)
    return Reporter(f"{log}.err", by_logger=False, edits=tuple(edits))


def logger_for(document: Document, at: cst.CSTNode) -> tuple[str, tuple[Edit, ...]] | None:
    """Give the Logger for a place and the edits that make it; None if there is no way to have one there."""
    known = _logger(document, at)
    if known is not None:
        return known, ()
    made = _new_logger(document, at)
    return None if made is None else (made.name.removesuffix(".failure"), made.edits)


def logger_line(document: Document, name: str, statement: cst.ImportFrom, alias: cst.ImportAlias) -> list[Edit] | None:
    """Give the edits that put a Logger in the place of a module which one name of a statement imports under `name`.

    None if uses of the name stand in front of the last import at the top of the file, or something else is Logger.
    """
    place = _behind_imports(document)
    known = known_as(document, _LOGGER, document.tree.module)
    uses = document.scopes.reads(document.scopes.module, name)
    if place is None or (known is None and not is_free(document, "Logger")):
        return None
    if any(_start(document, use) < place for use in uses):
        return None
    line = f"\n\n{name} = {known or 'Logger'}()"
    if known is not None:
        edits = [without_alias(document.tree, statement, alias)]
    elif isinstance(statement.names, cst.ImportStar) or len(statement.names) == 1:
        edits = [Edit(*document.tree.span(statement), "from twisted.logger import Logger")]
    else:
        start = document.tree.span(statement)[0]
        edits = [
            Edit(start, start, f"from twisted.logger import Logger\n{document.tree.indentation(statement)}"),
            without_alias(document.tree, statement, alias),
        ]
    if any(edit.start <= place < edit.end for edit in edits):
        return None
    return [*edits, Edit(place, place, line)]


def _choice(document: Document) -> str:
    """Give what the user has chosen, for whichever of the codemods that report."""
    chosen = (values[LOGGER.name] for _, values in sorted(document.options.items()) if LOGGER.name in values)
    return str(next(chosen, LOGGER.default))


def _logger(document: Document, at: cst.CSTNode) -> str | None:
    """Give the Logger that the file has for a place: a variable of the module, or an attribute of the class."""
    scopes = document.scopes
    here = scopes.scope_of(at)
    for name in sorted(scopes.module.names):
        bindings = scopes.module.bindings(name)
        is_one = len(bindings) == 1 and _is_logger(document, bindings[0].value)
        if is_one and scopes.owner(name, here) is scopes.module and _is_bound_before(document, bindings[0].node, at):
            return name
    return _logger_of_class(document, at)


def _logger_of_class(document: Document, at: cst.CSTNode) -> str | None:
    """Give `self.log` in a method of a class with a Logger."""
    classes = document.fact(Classes)
    for function in (each for each in document.tree.ancestors(at) if isinstance(each, cst.FunctionDef)):
        owner, parameters = classes.method_of_self(function), function.params.params
        if owner is None or not parameters or function.decorators:
            continue
        first = parameters[0].name.value
        scope = document.scopes.opened_by(function)
        if scope is None or len(scope.bindings(first)) != 1:
            return None
        if document.scopes.owner(first, document.scopes.scope_of(at)) is not scope:
            return None
        body = document.scopes.opened_by(owner)
        for name in sorted(body.names) if body is not None else ():
            if _is_logger(document, classes.class_attribute(owner, name)):
                return f"{first}.{name}"
        return None
    return None


def _is_logger(document: Document, value: cst.BaseExpression | None) -> bool:
    return isinstance(value, cst.Call) and document.fact(Classes).qualified(value.func) == catalogue().canonical(
        _LOGGER
    )


def _is_bound_before(document: Document, binding: cst.CSTNode, at: cst.CSTNode) -> bool:
    """Whether code at a place runs after a binding of the module: it stands behind it, or in a function."""
    statement = document.tree.parent(binding)
    is_plain = isinstance(document.tree.parent(statement) if statement is not None else None, cst.Module)
    in_function = any(scope.kind is ScopeKind.FUNCTION for scope in document.scopes.scope_of(at).outwards())
    return is_plain and (in_function or at is document.tree.module or _start(document, binding) < _start(document, at))


def _start(document: Document, node: cst.CSTNode) -> int:
    return document.tree.position(node)[0]


def _new_logger(document: Document, at: cst.CSTNode) -> Reporter | None:
    """Make a Logger behind the imports at the top of the file; None if the place stands in front of that."""
    place = _behind_imports(document)
    in_function = any(scope.kind is ScopeKind.FUNCTION for scope in document.scopes.scope_of(at).outwards())
    if place is None or not (in_function or at is document.tree.module or place < _start(document, at)):
        return None
    name = next((each for each in ("log", "logger", "twisted_log") if is_free(document, each)), None)
    if name is None:
        return None
    made, edits = import_edit(document, "twisted.logger", "Logger", document.tree.module)
    line = f"\n\n{name} = {made}()"
    if edits and edits[0].start == place:
        new = [Edit(place, place, edits[0].replacement + line)]
    else:
        new = [*edits, Edit(place, place, line)]
    return Reporter(f"{name}.failure", by_logger=True, edits=tuple(new))


def _behind_imports(document: Document) -> int | None:
    """Give the end of the last import at the top of the file."""
    last: cst.BaseSmallStatement | None = None
    for statement in document.tree.module.body:
        if isinstance(statement, (cst.FunctionDef, cst.ClassDef)):
            break
        if isinstance(statement, cst.SimpleStatementLine) and isinstance(
            statement.body[0], (cst.Import, cst.ImportFrom)
        ):
            last = statement.body[0]
    if last is None:
        return None
    newline = document.text.find("\n", document.tree.span(last)[1])
    return len(document.text) if newline == -1 else newline
