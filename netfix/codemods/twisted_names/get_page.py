"""Fetch pages with `Agent` or treq: `getPage` and `downloadPage` are gone.

Twisted 22.1 took out `twisted.web.client.getPage` and `downloadPage`. Their successor gives a response first, and its
body when that is asked for.

     from twisted.web.client import getPage

    !getPage("http://localhost/").addCallback(show).addErrback(report)

Part of `--migrate twisted`. To be done by hand: `Agent(reactor).request(b"GET", url)` gives the response, `readBody`
its body (with treq, `treq.get(url)` and `treq.content`). An answer of 400 and above was a failure of `getPage`, and is
a response with that `code` now; redirections need `RedirectAgent`; the timeout is the agent's `connectTimeout` and the
Deferred's `addTimeout`; URLs are bytes, and so is what is read. `downloadPage` wrote a file: give
`response.deliverBody` a protocol that does so, or use `treq.collect(response, file.write)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.findings import manual

if TYPE_CHECKING:
    import libcst as cst

_ADVICE = {
    "twisted.web.client.getPage": "call `Agent(reactor).request(…)` and `readBody`, or treq, and look at the "
    "response's `code`, since an error status is no failure there",
    "twisted.web.client.downloadPage": "call `Agent(reactor).request(…)` and give `deliverBody` a protocol that writes "
    "the file, or use `treq.collect`",
}


class GetPage(Codemod):
    """Reports where pages are fetched."""

    by_default = False
    needles = (rb"\b(?:getPage|downloadPage)\b",)

    def visit_Name(self, node: cst.Name) -> None:
        """Look at the use of a name, unless it is an import or an assignment that only gives it."""
        if not self.scopes.is_variable(node):
            return
        bindings = self.scopes.bindings_of(node)
        if bindings and all(binding.target is not node for binding in bindings):
            self._look_at(node)

    def visit_Attribute(self, node: cst.Attribute) -> None:
        """Look at the use of an attribute."""
        self._look_at(node)

    def _look_at(self, node: cst.Name | cst.Attribute) -> None:
        name = self.scopes.qualified(node) or ""
        if name in _ADVICE:
            self.report(node, None, manual(_ADVICE[name]), f"{name.rpartition('.')[2]} is gone from Twisted")
