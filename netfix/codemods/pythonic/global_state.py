"""Keep the state of a program in an object, not in module variables that functions rewrite.

Who reads a function that says `global` must read all others that do: any of them may change what it works with. An
object that holds the state shows who needs it, can be handed to a test, and can be there twice.

     import sys

     position = 0

     def show(character):
    !    global position
         sys.stdout.write(character)
         position += 1

     def rewind():
         global position
         position = 0

     show("/")
     rewind()

Reported once a program, with the names and the functions that share them; make a class of them, whose methods the
functions become, by hand, or have globals-to-state gather the names in one object.

Left alone: modules that only define; a name that one function keeps to itself; and values that are made once, where
they are missing (`if connection is None: connection = …`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual

if TYPE_CHECKING:
    from netfix.engine.document import Document

#: How many names of functions are listed.
_MOST_LISTED = 6
_FEWEST_FUNCTIONS = 2


class GlobalState(Codemod):
    """Counts who shares the names of `global` statements."""

    noqa = ("PLW0603", "W0603")
    needles = (rb"\bglobal[ \t\\]",)

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether the file is a program in which functions may share what one of them rewrites."""
        from netfix.analysis.names.state_candidates import may_share_state  # noqa: PLC0415 - for candidates only

        return may_share_state(document)

    def finish(self) -> None:
        """Report the first `global` statement on behalf of all."""
        from netfix.analysis.names import global_state  # noqa: PLC0415 - imports LibCST

        state = self.document.fact(global_state.GlobalState)
        if not state.is_program or len(state.functions) < _FEWEST_FUNCTIONS or not state.names:
            return
        names = {shared.name for shared in state.names}
        first = next(node for node in state.declarations if names & {item.name.value for item in node.names})
        functions = sorted(state.functions)
        listed = ", ".join(functions[:_MOST_LISTED])
        if len(functions) > _MOST_LISTED:
            listed += f" and {len(functions) - _MOST_LISTED} more"
        variables = ", ".join(f"`{shared.name}`" for shared in state.names)
        verb = "is" if len(names) == 1 else "are"
        message = f"{variables} {verb} rewritten by functions and shared by {len(functions)} ({listed})"
        self.report(first, None, manual("keep it in an object of its own"), message)
