"""What a signal handler shares with the main flow: numbers that both count in, lists from which only one may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.network.variables import identity
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.document import Document

_PUTS = frozenset({"append", "add", "insert", "setdefault"})
_TAKES = frozenset({"remove", "pop"})


def shared_counts(document: Document, handler: cst.FunctionDef) -> Iterator[cst.AugAssign]:
    """Give the statements of a handler that count in what other code counts in, too."""
    tree = document.tree
    counts = tree.of_kind(cst.AugAssign)
    for count in counts:
        owner = _shared(document, count.target)
        if handler not in tree.ancestors(count) or owner is None:
            continue
        if any(handler not in tree.ancestors(each) and identity(document, each.target) == owner for each in counts):
            yield count


def _shared(document: Document, node: cst.BaseExpression) -> object | None:
    """Give what stands for a global, or for an attribute of `self`; None for all else."""
    owner = identity(document, node)
    return (
        owner if owner is not None and (isinstance(node, cst.Attribute) or owner[0] is document.scopes.module) else None
    )


def shared_removals(document: Document, handler: cst.FunctionDef) -> Iterator[tuple[cst.CSTNode, str]]:
    """Give what a handler takes out of a container into which a function that forks puts: the place, the container."""
    tree = document.tree
    if "sigmask" in tree.text or "sigprocmask" in tree.text:
        return
    put_into = {
        owner for owner, node in _puts(document) if handler not in tree.ancestors(node) and _forks(document, node)
    }
    for node, holder in _takes(document):
        guarded = any(isinstance(each, (cst.If, cst.Try)) for each in _up_to(document, node, handler))
        if handler in tree.ancestors(node) and _shared(document, holder) in put_into and not guarded:
            yield node, tree.source(holder)


def _puts(document: Document) -> Iterator[tuple[object, cst.CSTNode]]:
    """Give what is put into by methods and by subscripts."""
    for call in document.tree.of_kind(cst.Call):
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in _PUTS:
            yield _shared(document, call.func.value) or call, call
    for target in document.tree.of_kind(cst.AssignTarget):
        if isinstance(target.target, cst.Subscript):
            yield _shared(document, target.target.value) or target, target


def _takes(document: Document) -> Iterator[tuple[cst.CSTNode, cst.BaseExpression]]:
    """Give what takes one element out, and fails if it is not there."""
    for call in document.tree.of_kind(cst.Call):
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in _TAKES and len(call.args) == 1:
            yield call, call.func.value
    for deletion in document.tree.of_kind(cst.Del):
        if isinstance(deletion.target, cst.Subscript):
            yield deletion, deletion.target.value


def _forks(document: Document, node: cst.CSTNode) -> bool:
    """Whether the function around a node, or the module's own flow, forks."""
    around = _function(document, node)
    return any(
        document.scopes.qualified(call.func) in {"os.fork", "os.forkpty", "pty.fork"}
        and _function(document, call) is around
        for call in document.tree.of_kind(cst.Call)
    )


def _function(document: Document, node: cst.CSTNode) -> cst.CSTNode:
    around = (each for each in document.tree.ancestors(node) if isinstance(each, cst.FunctionDef))
    return next(around, document.tree.module)


def _up_to(document: Document, node: cst.CSTNode, handler: cst.FunctionDef) -> Iterator[cst.CSTNode]:
    for around in document.tree.ancestors(node):
        if around is handler:
            return
        yield around
