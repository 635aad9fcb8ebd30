"""The edits that put a look at the results behind a DeferredList."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from netfix.analysis.twisted.deferred_helpers import CHECK_RESULTS, LOG_FAILURES, helper
from netfix.analysis.twisted.deferred_repairs import insert_link
from netfix.analysis.twisted.deferred_results import Results
from netfix.engine.edits import Edit

if TYPE_CHECKING:
    from netfix.analysis.twisted.deferred_lists import ListCall
    from netfix.engine.document import Document


def result_check(document: Document, gathered: ListCall) -> list[Edit] | None:
    """Give the edits that add a checking callback in front of all others; None where there is no place for it.

    Values that are taken without a look at success are guarded by a failure; else failures are only logged.
    """
    text = CHECK_RESULTS if gathered.results is Results.UNCHECKED else LOG_FAILURES
    made = helper(document, text)
    if made is None:
        return None
    name, edits = made
    added = f"addCallback({name})"
    first = gathered.chain.links[0] if gathered.chain.links else None
    if first is not None and _is_own_statement(document, first.call):
        where = insert_link(document, gathered.chain, first, added)
        if where is not None:
            return [*edits, *where]
    end = document.tree.span(gathered.call)[1]
    return [*edits, Edit(end, end, f".{added}")]


def _is_own_statement(document: Document, call: cst.Call) -> bool:
    """Whether a link is `d.addCallback(…)`, directly on a variable."""
    function = call.func
    return (
        isinstance(function, cst.Attribute)
        and isinstance(function.value, cst.Name)
        and isinstance(document.tree.parent(call), (cst.Expr, cst.Assign, cst.Return))
    )
