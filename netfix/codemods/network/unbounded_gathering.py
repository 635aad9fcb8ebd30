"""Do at once what is to be done for each item, instead of gathering them all.

A list that callbacks fill grows with what the other side has: a mailbox, a directory, a day's messages. If the
connection breaks, nothing of what was gathered is done.

     class Downloader:
         def handle_uids(self, uids):
    -        self.done = MessageSet()
             deferreds = []
             for uid in uids:
                 d = self.proto.fetchSpecific(uid, uid=True, peek=True)
                 d.addCallback(self.store, uid)
                 deferreds.append(d)
             return DeferredList(deferreds)

         def store(self, data, uid):
             self.folder.write(data)
    -        self.done.add(int(uid))
    +        return self.proto.addFlags(uid, ["Deleted"], uid=True)

         def delete(self, result=None):
    -        d = self.proto.addFlags(str(self.done), ["Deleted"], uid=True)
    -        d.addCallback(lambda _: self.proto.expunge())
    +        d = self.proto.expunge()
             return d

Rewritten for exactly this shape, unsafe: memory is traded for one more command for each item. Where that is too many,
gather a hundred at a time by hand.

Other commands that take what callbacks have gathered are reported. So are messages that are fetched into a list only
for one loop to go through, results of `gatherResults` whose callback is such a loop, and the body of an answer that is
kept only to be written to a file.

Two more rewrites are unsafe, because what was done before now happens meanwhile. A loop over `readlines()` of a file,
an answer or a connection becomes one over the object itself, which gives its lines one by one, unless the loop may
change files; and `file.write(answer.read())` becomes `shutil.copyfileobj(answer, file)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.edits import Edit
from netfix.engine.expressions import is_name
from netfix.engine.findings import manual, unsafe
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.network.gathering import Gathering
    from netfix.engine.document import Document

_BODY = "the whole answer is read into memory, only to be written"


class UnboundedGathering(Codemod):
    """Finds what is gathered by callbacks, and files read as lists of lines."""

    needles = (
        rb"\baddCallbacks?\b", rb"\badd(?:Both|_done_callback)\b", rb"\breadlines\b", rb"\bread\(\)", rb"\.content\b",
        rb"\b(?:retr|fetch|article|body|urlopen|requests\.get)\b",
    )  # fmt: skip

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether something is gathered, or read as a whole, that can be followed to where it comes from."""
        from netfix.analysis.network.gathering_candidates import may_gather  # noqa: PLC0415 - for candidates only

        return may_gather(document)

    def finish(self) -> None:
        """Look at all attributes that gather something."""
        from netfix.analysis.network.gathering import gatherings  # noqa: PLC0415 - imports LibCST

        for gathering in gatherings(self.document):
            edits = self._edits(gathering)
            message = f"`self.{gathering.name}` grows with what the other side has"
            if edits is None:
                advice = "run the command for each item, or for a hundred at a time"
                self.report(gathering.made, None, manual(advice), message)
            else:
                reason = "it is one more command for each item; a hundred at a time are a choice, too"
                self.report(gathering.made, None, unsafe(reason), message, edits=edits)

        from netfix.analysis.network.gathered_results import gathered_for_one_loop  # noqa: PLC0415 - imports LibCST

        for call in gathered_for_one_loop(self.document):
            advice = "add the callback to each Deferred, and let a DeferredSemaphore say how many are under way"
            self.report(call, None, manual(advice), "all results are kept, only to be looked at one by one")

    def _edits(self, found: Gathering) -> list[Edit] | None:
        """Give the edits for `d = command`, `d.addCallback(lambda …)`, `return d`; None for another shape."""
        from netfix.engine.statements import remove  # noqa: PLC0415 - imports LibCST

        follow_up, item = self._follow_up(found.command), self._item(found)
        is_plain = isinstance(found.command.func, cst.Attribute) and self._is_of_self(found.command.func.value)
        if follow_up is None or item is None or not is_plain or not self._may_return(found.callback):
            return None
        others = [argument for argument in found.command.args if argument is not found.argument]
        if not all(self._is_of_self(argument.value) for argument in others):
            return None
        if any(not isinstance(self.tree.parent(self.tree.parent(each) or each), cst.Expr) for each in found.mentions):
            return None
        start, end = self.tree.span(found.command)
        at, until = self.tree.span(found.argument.value)
        text = self.tree.text
        command = text[start:at] + item + text[until:end]
        statement, value = follow_up
        edits = [remove(self.tree, found.made), Edit(*self.tree.span(found.added), f"return {command}")]
        edits += [Edit(start, end, self.tree.source(value)), remove(self.tree, statement)]
        return edits + [self._without(argument) for argument in found.mentions]

    def _item(self, found: Gathering) -> str | None:
        """Give one item in the form in which the command takes the container; None if that is not known.

        A message set of one is the message's number; a list and a set are taken as such.
        """
        item, container = found.added.args[0].value, self.tree.source(found.made.value)
        as_text = isinstance(found.argument.value, cst.Call)
        if container.endswith("MessageSet()"):
            if isinstance(item, cst.Call) and is_name(item.func, "int") and len(item.args) == 1:
                return self.tree.source(item.args[0].value)
            return f"str({self.tree.source(item)})" if as_text else None
        if as_text:
            return None
        return f"[{self.tree.source(item)}]" if container == "[]" else f"{{{self.tree.source(item)}}}"

    def _follow_up(self, command: cst.Call) -> tuple[cst.Expr, cst.BaseExpression] | None:
        """Give the statement `d.addCallback(lambda _: value)` behind `d = command`, and the value."""
        line, assign = self.tree.statement(command), self.tree.parent(command)
        block = self.tree.parent(line) if line is not None else None
        if not isinstance(assign, cst.Assign) or not isinstance(block, cst.IndentedBlock) or line is None:
            return None
        body = list(block.body)
        behind = body[next(place for place, each in enumerate(body) if each is line) + 1 :]
        variable = self.tree.source(assign.targets[0].target)
        if len(behind) != 2 or self.tree.source(behind[1]).strip() != f"return {variable}":  # noqa: PLR2004 - as above
            return None
        small = behind[0].body[0] if isinstance(behind[0], cst.SimpleStatementLine) else None
        call = small.value if isinstance(small, cst.Expr) else None
        if (
            not isinstance(call, cst.Call)
            or self.tree.source(call.func) != f"{variable}.addCallback"
            or len(call.args) != 1
        ):
            return None
        function = call.args[0].value
        if not isinstance(small, cst.Expr) or not isinstance(function, cst.Lambda):
            return None
        return (small, function.body) if self._is_of_self(function.body) else None

    def _is_of_self(self, node: cst.CSTNode) -> bool:
        """Whether an expression is made of `self` and literals alone, so that any method can say it."""
        names = [name for name in self.tree.of_kind(cst.Name) if name is node or node in self.tree.ancestors(name)]
        allowed = ("self", "True", "False", "None")
        return all(is_name(name, *allowed) or not self.scopes.is_variable(name) for name in names)

    def _may_return(self, callback: cst.FunctionDef) -> bool:
        """Whether a callback returns nothing so far, and is no generator."""
        leaving = [*self.tree.of_kind(cst.Return), *self.tree.of_kind(cst.Yield)]
        return not any(callback in self.tree.ancestors(node) for node in leaving)

    def _without(self, argument: cst.Arg) -> Edit:
        """Give the edit that takes the last of several arguments out of a call."""
        end = self.tree.span(argument.value)[1]
        call = self.tree.parent(argument)
        return Edit(self.tree.span(call.args[-2].value)[1] if isinstance(call, cst.Call) else end, end, "")

    def visit_For(self, node: cst.For) -> None:
        """Look at a loop over the lines of a file."""
        self._look_at_lines(node.iter, node, node.body)

    def visit_CompFor(self, node: cst.CompFor) -> None:
        """Look at a comprehension over the lines of a file."""
        around = self.tree.parent(node)
        if around is not None:
            self._look_at_lines(node.iter, around, around)

    def _look_at_lines(self, iterable: cst.BaseExpression, loop: cst.CSTNode, body: cst.CSTNode) -> None:
        from netfix.analysis.network.read_whole import ReadWhole, changes_files  # noqa: PLC0415 - imports LibCST

        whole = self.document.fact(ReadWhole)
        lines = whole.lines(iterable)
        if lines is None or changes_files(self.document, body, lines.file):
            return
        message = "all lines are read into memory, only to be looked at one by one"
        written = f"`{self.tree.source(lines.file)}`" if isinstance(lines.file, cst.Name) else "the file"
        if not lines.by_readlines:
            self.report(lines.call, None, manual(f"iterate over {written}, whose lines end in a newline"), message)
        elif whole.is_read_on(loop, lines.file):
            self.report(lines.call, None, manual(f"iterate over {written}, if it is not read elsewhere"), message)
        else:
            edit = Edit(self.tree.span(lines.file)[1], self.tree.span(lines.call)[1], "")
            reason = "the file is read while the loop runs, so nothing that the loop calls may change it"
            self.report(lines.call, None, unsafe(reason), message, edits=[edit])

    def visit_Call(self, node: cst.Call) -> None:
        """Look at an answer that is read whole only to be written to a file."""
        from netfix.analysis.network.read_whole import ReadWhole  # noqa: PLC0415 - imports LibCST

        whole = self.document.fact(ReadWhole)
        answer = whole.written_body(node)
        if answer is not None and isinstance(node.func, cst.Attribute):
            from netfix.engine.statements import import_edit  # noqa: PLC0415 - imports LibCST

            copy, imports = import_edit(self.document, "shutil", "copyfileobj", node)
            call = f"{copy}({self.tree.source(answer)}, {self.tree.source(node.func.value)})"
            reason = "the file grows while the answer comes, so half of it may be there when the connection breaks"
            self.report(node, None, unsafe(reason), _BODY, edits=[Edit(*self.tree.span(node), call), *imports])
        elif whole.is_written_content(node):
            advice = "ask for it with `stream=True`, and write what `iter_content(65536)` gives"
            self.report(node, None, manual(advice), _BODY)

    def visit_Assign(self, node: cst.Assign) -> None:
        """Look at a variable that is there for one statement or loop only."""
        from netfix.analysis.network.read_whole import ReadWhole  # noqa: PLC0415 - imports LibCST

        whole = self.document.fact(ReadWhole)
        if whole.only_written(node):
            self.report(node, None, manual("copy it piece by piece with shutil.copyfileobj(answer, file)"), _BODY)
        elif whole.only_looked_through(node):
            message = "all messages are fetched before the first is looked at"
            self.report(node, None, manual("fetch each in the loop that looks at it, or some at a time"), message)
