'''Gather the module variables that functions rewrite in one object.

With `state.position` every use says where the value lives, no `global` line is needed, and the object can be handed
over, printed, or made anew for a test. It is the first step towards a class that has the functions as methods.

     import sys

    -position = 0
    +
    +class State:
    +    """What the functions of this program share."""
    +
    +    def __init__(self):
    +        self.position = 0
    +
    +
    +state = State()

     def show(character):
    -    global position
         sys.stdout.write(character)
    -    position += 1
    +    state.position += 1

     def rewind():
    -    global position
    -    position = 0
    +    state.position = 0

     show("/")
     rewind()

Other files of the run that import the variables follow: `from counters import position` becomes `from counters
import state`, and `counters.position` becomes `counters.state.position`. Unsafe, because code that is not seen may use
them too, and because a name that was imported kept the value of that moment, where an attribute has the one of now.
Values that are literals go into the class; all other assignments stay where they are.

Reported only, to be done by hand, where a variable is bound by `import`, `def`, `class`, `except` or a pattern, is
listed in `__all__`, is annotated in a function or shown by `{name=}`, where names are looked up by text (`globals()`,
`exec`, star imports), where the file has a `state` or a `State` of its own, and where a file that imports the variables
cannot follow or is not part of the run. A module that no file of the run imports, and that runs nothing itself, is left
alone: nobody knows who uses it.
'''

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual, unsafe

if TYPE_CHECKING:
    from netfix.analysis.names.module_users import Follower
    from netfix.analysis.names.state_object import StateObject


class GlobalsToState(Codemod):
    """Rewrites all uses of the variables that `global` statements name, in their file and in those that import it."""

    needles = (rb"\bglobal[ \t\\]", rb"\bimport\b")
    by_default = False
    reads_others = True
    rewrites_others = True

    def finish(self) -> None:
        """Rewrite the whole program, or none of it."""
        from netfix.analysis.names.module_users import followers, sources_of_state  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.names.state_object import StateObject  # noqa: PLC0415 - imports LibCST

        own = self.document.fact(StateObject)
        if own.names and own.first is not None:
            users = self.document.fact(followers)
            if own.is_program or users:
                self._gather(own, users)
        for other in sources_of_state(self.document):
            self._follow(other.fact(StateObject), other.fact(followers))

    def _gather(self, own: StateObject, users: list[Follower]) -> None:
        """Report the file's own variables, at the first statement that declares one global."""
        assert own.first is not None  # noqa: S101 - the caller has looked
        listed = ", ".join(f"`{name}`" for name in own.names)
        obstacle = own.obstacle or self._obstacle(users)
        if obstacle is not None:
            self.report(own.first, None, manual(f"gather them in an object by hand: {obstacle}"), listed)
            return
        others = "code that is not part of this run must follow, and what was imported by name is now read anew"
        self.report(own.first, None, unsafe(others), f"{listed} can be gathered in one object", edits=own.edits)

    def _obstacle(self, users: list[Follower]) -> str | None:
        project = self.document.project
        for user in users:
            if not user.edits and user.obstacle is None:
                continue
            if project is not None and not project.includes(user.document.path):
                return f"{user.document.path} uses them, and is not part of this run"
            if user.obstacle is not None:
                return f"{user.document.path} cannot follow: {user.obstacle}"
        return None

    def _follow(self, state: StateObject, users: list[Follower]) -> None:
        """Report what this file imports of another whose variables are gathered, if all that import them can follow."""
        mine = next((user for user in users if user.document.path == self.document.path), None)
        if mine is None or mine.at is None or not mine.edits or state.obstacle or self._obstacle(users):
            return
        # The one that was looked at is the file on disk; after a first pass this text may be another.
        followed = type(mine)(self.document, mine.path).follow(state.names, mine.imports(self.document))
        if followed.edits and followed.obstacle is None and followed.at is not None:
            why = unsafe("the other file's variables must be gathered in the same run")
            self.report(followed.at, None, why, "its variables are attributes of `state` now", edits=followed.edits)
