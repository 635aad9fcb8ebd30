"""Small edits that repair Deferreds: an errback at the end of a chain, a link in front of another.

Nothing of the program is copied, so that the edits hold for Python 2 files too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.deferred_callbacks import statement_leaves
from netfix.analysis.twisted.reporters import reporter
from netfix.engine.edits import Edit, overlap
from netfix.engine.expressions import dotted
from netfix.engine.statements import insert_after, insert_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.analysis.twisted.deferred_chains import Chain, Link
    from netfix.engine.document import Document


#: Functions that call their first argument, whose name says more than theirs.
_CALLERS = frozenset({"maybeDeferred", "deferToThread"})


def report_link(document: Document, chain: Chain) -> tuple[str, list[Edit]]:
    """Give a link that reports what fails in a chain, such as `addErrback(log.err, "login failed")`, and its import.

    Without the words, `log.err` would call it an "Unhandled Error".
    """
    made = reporter(document, chain.origin)
    failed = "or a callback failed" if chain.links else "failed"
    return f"addErrback({made.errback(f'{_begun_by(chain)} {failed}')})", [*made.edits]


def _begun_by(chain: Chain) -> str:
    """Give the last name of the function whose Deferred begins a chain: `login` of `self.login(…)`."""
    origin = chain.origin
    if not isinstance(origin, cst.Call):
        return "a Deferred"
    function = origin.func
    if (dotted(function) or "").rpartition(".")[2] in _CALLERS and origin.args:
        function = origin.args[0].value
    if isinstance(function, cst.Attribute):
        return function.attr.value
    return function.value if isinstance(function, cst.Name) else "a Deferred"


def append_links(document: Document, chain: Chain, links: Sequence[str]) -> list[Edit] | None:
    """Give the edits that add `links` (`addErrback(log.err)`, …) at the end of a chain which does not escape.

    None where no single place is the end: the last link stands in a branch, and the variable may hold another
    Deferred behind it.
    """
    tree = document.tree
    outermost = chain.links[-1].call if chain.links else chain.origin
    parent = tree.parent(outermost)
    if isinstance(parent, cst.Expr):
        name = _variable_of(chain)
        receiver = _receiver(outermost)
        if name is None or receiver != name:
            end = tree.span(outermost)[1]
            return [Edit(end, end, "".join(f".{link}" for link in links))]
    elif isinstance(parent, cst.Assign) and len(parent.targets) == 1 and isinstance(parent.targets[0].target, cst.Name):
        name = parent.targets[0].target.value
    else:
        return None
    statement = _end_statement(document, chain, parent)
    return None if statement is None else [insert_after(tree, statement, [f"{name}.{link}" for link in links])]


def joined(edits: Sequence[Edit]) -> list[Edit] | None:
    """Give edits that do not overlap: a line that is removed and what is put behind it become one edit, else None."""
    found: list[Edit] = []
    for edit in sorted(dict.fromkeys(edits), key=lambda each: (each.start, each.end)):
        last = found[-1] if found else None
        if last is None or not overlap(last, edit):
            found.append(edit)
        elif edit.start == edit.end == last.end - 1 and not last.replacement and edit.replacement.startswith("\n"):
            found[-1] = Edit(last.start, last.end, edit.replacement[1:] + "\n")
        else:
            return None
    return found


def insert_link(document: Document, chain: Chain, link: Link, added: str) -> list[Edit] | None:
    """Give the edits that add a link directly in front of `link`; None where there is no place for a statement."""
    tree = document.tree
    function = link.call.func
    if not isinstance(function, cst.Attribute):
        return None
    receiver = function.value
    statement = tree.parent(link.call)
    name = dotted(receiver)
    if name is not None and name in chain.names:
        if isinstance(statement, (cst.Expr, cst.Assign, cst.Return)):
            return [insert_before(tree, statement, [f"{name}.{added}"])]
        return None
    end = tree.span(receiver)[1]
    return [Edit(end, end, f".{added}")]


def _receiver(node: cst.BaseExpression) -> str | None:
    """Give the variable at the root of `d.addCallback(f).addErrback(g)`."""
    while isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
        node = node.func.value
    return dotted(node)


def _variable_of(chain: Chain) -> str | None:
    """Give the plain variable that holds the Deferred last."""
    return next((name for name in reversed(chain.names) if "." not in name), None)


def _end_statement(
    document: Document, chain: Chain, last: cst.BaseSmallStatement
) -> cst.BaseSmallStatement | cst.BaseCompoundStatement | None:
    """Give the statement behind which the chain is complete on every path on which it has links."""
    tree = document.tree
    origin_suites = _suites(document, chain.origin)
    if _suites(document, last)[0] in origin_suites or _all_links_beside(document, chain, last):
        return last
    names = [name for name in chain.names if "." not in name]
    if len(names) != 1 or not _is_bound_once(document, chain, names[0]):
        return None
    for ancestor in tree.ancestors(last):
        if isinstance(ancestor, cst.BaseCompoundStatement) and _suites(document, ancestor)[:1] == origin_suites[:1]:
            return None if statement_leaves(ancestor) else ancestor
    return None


def _all_links_beside(document: Document, chain: Chain, last: cst.BaseSmallStatement) -> bool:
    """Whether all links stand in the block of the last one, which is no part of a loop that the origin is not in."""
    suite = _suites(document, last)[0]
    if any(suite not in _suites(document, link.call) for link in chain.links):
        return False
    for ancestor in document.tree.ancestors(suite):
        if isinstance(ancestor, (cst.BaseSuite, cst.Module)) and ancestor in _suites(document, chain.origin):
            return True
        if isinstance(ancestor, (cst.For, cst.While)):
            return False
    return False


def _suites(document: Document, node: cst.CSTNode) -> list[cst.CSTNode]:
    """Give the blocks around a node, innermost first, up to its function."""
    found: list[cst.CSTNode] = []
    for ancestor in document.tree.ancestors(node):
        if isinstance(ancestor, (cst.BaseSuite, cst.Module)):
            found.append(ancestor)
        if isinstance(ancestor, (cst.FunctionDef, cst.ClassDef)):
            break
    return found


def _is_bound_once(document: Document, chain: Chain, name: str) -> bool:
    scope = document.scopes.opened_by(chain.function)
    return scope is not None and len(scope.bindings(name)) == 1
