"""What netfix's codemod `none-comparison` is about, as a command for LibCST's own runner."""

from __future__ import annotations

import libcst as cst
from libcst.codemod import VisitorBasedCodemodCommand


class NoneComparison(VisitorBasedCodemodCommand):
    """Rewrites `x == None` to `x is None`."""

    DESCRIPTION = "Compare with None by identity."

    def leave_ComparisonTarget(
        self, original_node: cst.ComparisonTarget, updated_node: cst.ComparisonTarget
    ) -> cst.ComparisonTarget:
        """Rewrite the operator before None."""
        is_none = isinstance(original_node.comparator, cst.Name) and original_node.comparator.value == "None"
        if is_none and isinstance(original_node.operator, cst.Equal):
            return updated_node.with_changes(operator=cst.Is())
        return updated_node
