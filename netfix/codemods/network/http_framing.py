"""Say where an HTTP body ends, and look whether it has come to its end.

An answer without Content-Length and without chunks ends where the connection does. Then a page that was cut off looks
like one that is complete, to the browser as to every cache on the way.

     from http.server import BaseHTTPRequestHandler

     class Hello(BaseHTTPRequestHandler):
         def do_GET(self):
             page = b"<p>Hello</p>"
    !        self.send_response(200)
             self.send_header("Content-Type", "text/html")
             self.end_headers()
             self.wfile.write(page)

Reported: handlers like this, answers written out and sent over a socket, CGI scripts, and clients that send a request
over a socket of their own and read until the connection closes, all of them in functions that nowhere mention the
length or the transfer encoding. What to do by hand: add `Content-Length: …` or, with HTTP/1.1, `Transfer-Encoding:
chunked`; let clients use http.client, which raises IncompleteRead.

Left alone: answers without a body (204, 304, to HEAD and CONNECT, a status line alone), headers that are put together
elsewhere, and tests.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.engine.codemod import Codemod
from netfix.engine.expressions import is_name, literal_string
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRAMED = re.compile(r"content-?_?length|transfer-?_?encoding|chunked|content-range", re.IGNORECASE)
_STATUS_LINE = re.compile(
    r"HTTP/1\.[01] (?!204|304|1\d\d)[2-5]\d\d (?![^\r\n]*established)[^\r\n]*\r?\n", re.IGNORECASE
)
_REQUEST_LINE = re.compile(r"(?:GET|POST) \S+ HTTP/1\.[01]\r?\n")
_UNKNOWN_HEADERS = re.compile(r"\n(?:%s|%\(\w+\)s|\{\w*\})+(?:\r?\n|$)")
_CGI_HEADER = re.compile(r"content-type:\s*text/", re.IGNORECASE)
_NO_BODY = frozenset({"100", "101", "204", "304", "NO_CONTENT", "NOT_MODIFIED", "301", "302", "303", "307", "308"})
_SENDING = frozenset({"send", "sendall", "write"})
_CGI_MODULES = frozenset({"cgi", "cgitb"})
_TESTS = frozenset({"unittest", "pytest", "nose", "twisted.trial"})
_ADVICE = "send Content-Length, or Transfer-Encoding: chunked with HTTP/1.1"


class HttpFraming(Codemod):
    """Finds HTTP messages whose end is told by nothing but the end of the connection."""

    needles = (rb"HTTP/1\.[01]", rb"\bsend_response\b", rb"(?i:content-type:\s*text/)")

    def finish(self) -> None:
        """Look at answers by handlers, over sockets and of CGI scripts, then at clients."""
        if self.scopes.imported_packages & _TESTS or _is_test(self.document.path):
            return
        for call in self.tree.of_kind(cst.Call):
            if isinstance(call.func, cst.Attribute) and call.func.attr.value == "send_response":
                self._look_at_handler(call)
        for node in self.tree.of_kind(cst.SimpleString):
            self._look_at_text(node)
        self._look_at_cgi()

    def _look_at_handler(self, call: cst.Call) -> None:
        """Look at a method of a BaseHTTPRequestHandler that writes a body."""
        function = self._function(call)
        status = self.tree.source(call.args[0].value).rpartition(".")[2] if call.args else ""
        if function is None or status in _NO_BODY or _FRAMED.search(self.tree.source(function)):
            return
        receiver = self.tree.source(call.func.value) if isinstance(call.func, cst.Attribute) else ""
        calls = list(self._calls_in(function))
        names = [self.tree.source(other.func) for other in calls]
        if f"{receiver}.wfile.write" not in names or f"{receiver}.end_headers" not in names:
            return
        headers = [other for other in calls if self.tree.source(other.func) == f"{receiver}.send_header"]
        answers = [name for name in names if name == f"{receiver}.send_response"]
        if len(answers) == 1 and all(other.args and literal_string(other.args[0].value) for other in headers):
            self.report(call, None, manual(_ADVICE), "the end of this answer is told only by the end of the connection")

    def _look_at_text(self, node: cst.SimpleString) -> None:
        """Look at a literal that holds the head of an answer, or a request."""
        value = node.evaluated_value
        text = value if isinstance(value, str) else bytes(value).decode("latin-1")
        is_answer, is_request = _STATUS_LINE.match(text), _REQUEST_LINE.match(text)
        if not (is_answer or is_request) or _UNKNOWN_HEADERS.search(text) or self._is_compared(node):
            return
        around = self._function(node) or self.tree.module
        calls = list(self._calls_in(around))
        methods = {call.func.attr.value for call in calls if isinstance(call.func, cst.Attribute)}
        source = self.tree.source(around) if around is not self.tree.module else self.tree.text
        if _FRAMED.search(source) or not methods & _SENDING:
            return
        if is_answer and re.search(r"\n\r?\n", text) and not re.fullmatch(r"[^\n]*\n\r?\n", text):
            message = "the end of this answer is told only by the end of the connection"
            self.report(node, None, manual(_ADVICE), message)
        elif is_request and methods & {"recv", "makefile"} and self._reads_in_loop(calls) and not self._is_framed():
            advice = "read as many bytes as Content-Length says, or use http.client, which raises IncompleteRead"
            self.report(node, None, manual(advice), "an answer that is cut off is taken for a complete one")

    def _is_framed(self) -> bool:
        return _FRAMED.search(self.tree.text) is not None

    def _is_compared(self, node: cst.CSTNode) -> bool:
        return isinstance(self.tree.parent(node), (cst.ComparisonTarget, cst.Comparison, cst.Expr, cst.Param))

    def _reads_in_loop(self, calls: list[cst.Call]) -> bool:
        """Whether what comes is read until nothing comes: in a loop, or by `read()` of a file."""
        for call in calls:
            method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
            if method == "read" and not call.args:
                return True
            if method == "recv" and any(isinstance(each, (cst.While, cst.For)) for each in self.tree.ancestors(call)):
                return True
        return False

    def _look_at_cgi(self) -> None:
        """Report the first header of a CGI script without the length."""
        is_script = self.tree.text.startswith("#!") and bool(self.scopes.imported_packages & _CGI_MODULES)
        if not is_script or self._is_framed():
            return
        for call in self.tree.of_kind(cst.Call):
            text = literal_string(call.args[0].value) if call.args else None
            prints = is_name(call.func, "print") or self.scopes.qualified(call.func) == "sys.stdout.write"
            if prints and text is not None and _CGI_HEADER.match(text):
                message = "without a length a page that is cut off looks complete"
                self.report(call, None, manual("collect the page and print Content-Length before it"), message)
                return

    def _function(self, node: cst.CSTNode) -> cst.FunctionDef | None:
        return next((around for around in self.tree.ancestors(node) if isinstance(around, cst.FunctionDef)), None)

    def _calls_in(self, around: cst.CSTNode) -> Iterator[cst.Call]:
        """Give the calls in a function, or those of a module that stand in none."""
        for call in self.tree.of_kind(cst.Call):
            if (self._function(call) or self.tree.module) is around:
                yield call


def _is_test(path: str) -> bool:
    """Whether a path is that of a test by its name."""
    return re.search(r"(?:^|[/\\])(?:tests?[/\\]|test_)", path) is not None
