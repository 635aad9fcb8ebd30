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

import ast
import re
from typing import TYPE_CHECKING

from netfix.analysis.names.files_of_tests import is_test_file
from netfix.engine import outline
from netfix.engine.codemod import Codemod
from netfix.engine.expressions import is_name, literal_string
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.engine.document import Document

_CGI_HEADER = re.compile(r"content-type:\s*(?:\w+/|\ufffc)", re.IGNORECASE)
#: What a script prints in front of a page, though it may also be the head of a mail.
_PAGE_HEADER = re.compile(r"content-type:\s*(?:text/html|application/xhtml)", re.IGNORECASE)
_MAIL = re.compile(r"\b(?:Subject|MIME-Version|smtplib|sendmail|email)\b", re.IGNORECASE)
_CGI_VARIABLE = re.compile(r"\b(?:QUERY_STRING|PATH_INFO|REQUEST_METHOD|GATEWAY_INTERFACE|SCRIPT_NAME|REMOTE_ADDR)\b")
_NO_BODY = frozenset({"100", "101", "204", "304", "NO_CONTENT", "NOT_MODIFIED", "301", "302", "303", "307", "308"})
_CGI_MODULES = frozenset({"cgi", "cgitb"})
#: What `is_status_line` asks for, wherever it stands.
_BEGINNING = re.compile(r"HTTP/1\.[01] [2-5]|(?:GET|POST) ")
_ONE_LITERAL = re.compile(r"""[rRuU]?(?:\"\"\"(?:(?!\"\"\").)*\"\"\"|'(?:(?!\').)*'|"(?:(?!\").)*")""", re.DOTALL)
_SENDING = frozenset({"send", "sendall", "write"})
_ADVICE = "send Content-Length, or Transfer-Encoding: chunked with HTTP/1.1"


class HttpFraming(Codemod):
    """Finds HTTP messages whose end is told by nothing but the end of the connection."""

    needles = (rb"HTTP/1\.[01]", rb"\bsend_response\b", rb"(?i:content-type:)")

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether an answer or a request may be written out, in a program that is no test."""
        from netfix.analysis.names.possible_names import possible_names  # noqa: PLC0415 - for candidates only
        from netfix.analysis.network.candidates import is_surely_test, methods_called  # noqa: PLC0415 - as above

        names = document.fact(possible_names)
        if names is None:
            return True
        methods = methods_called(names)
        answers = {"send_response", "end_headers"} <= methods and _may_answer(document, names)
        writes = not methods.isdisjoint(_SENDING) and _may_write_message(document, names)
        return (answers or writes or _may_print_page(document, names)) and not is_surely_test(names)

    def finish(self) -> None:
        """Look at answers by handlers, over sockets and of CGI scripts, then at clients."""
        if is_test_file(self.document):
            return
        for call in self.tree.of_kind(cst.Call):
            if isinstance(call.func, cst.Attribute) and call.func.attr.value == "send_response":
                self._look_at_handler(call)
        self._look_at_texts()
        self._look_at_cgi()

    def _look_at_handler(self, call: cst.Call) -> None:
        """Look at an answer of a BaseHTTPRequestHandler whose body is written here, or by who calls this method."""
        from netfix.analysis.network.http_messages import FRAMED, calls_in, function_around  # noqa: PLC0415 - imports LibCST

        function = function_around(self.document, call)
        status = self.tree.source(call.args[0].value).rpartition(".")[2] if call.args else ""
        if not isinstance(function, cst.FunctionDef) or status in _NO_BODY or FRAMED.search(self.tree.source(function)):
            return
        receiver = self.tree.source(call.func.value) if isinstance(call.func, cst.Attribute) else ""
        calls = list(calls_in(self.document, function))
        headers = [other for other in calls if self.tree.source(other.func) == f"{receiver}.send_header"]
        if any(not other.args or literal_string(other.args[0].value) is None for other in headers):
            return
        names = [self.tree.source(other.func) for other in calls[calls.index(call) + 1 :]]
        behind = names[: names.index(f"{receiver}.send_response")] if f"{receiver}.send_response" in names else names
        writes = any(self._writes(other, receiver) for other in calls[calls.index(call) + 1 :][: len(behind)])
        ends = f"{receiver}.end_headers" in names
        if ends and (writes or (receiver == "self" and not self._writes_any(calls) and self._is_helper(function))):
            self.report(call, None, manual(_ADVICE), "the end of this answer is told only by the end of the connection")

    def _writes(self, call: cst.Call, receiver: str) -> bool:
        """Whether a call writes to the connection, or hands on the file by which that is done."""
        if self.tree.source(call.func) == f"{receiver}.wfile.write":
            return True
        return any(self.tree.source(argument.value) == f"{receiver}.wfile" for argument in call.args)

    def _writes_any(self, calls: list[cst.Call]) -> bool:
        return any(self._writes(call, "self") for call in calls)

    def _is_helper(self, function: cst.FunctionDef) -> bool:
        """Whether other methods of the class call this one and then write, and none of them knows of lengths."""
        from netfix.analysis.network.http_messages import FRAMED, calls_in  # noqa: PLC0415 - imports LibCST

        owner = next((each for each in self.tree.ancestors(function) if isinstance(each, cst.ClassDef)), None)
        if owner is None or FRAMED.search(self.tree.source(owner)):
            return False
        for method in owner.body.body:
            calls = list(calls_in(self.document, method)) if isinstance(method, cst.FunctionDef) else []
            called = any(self.tree.source(call.func) == f"self.{function.name.value}" for call in calls)
            if called and self._writes_any(calls):
                return True
        return False

    def _look_at_texts(self) -> None:
        """Look at the functions that send answers or requests which they write out."""
        from netfix.analysis.network.http_messages import (  # noqa: PLC0415 - imports LibCST
            FRAMED,
            answers_without_length,
            asks_for_page,
            calls_in,
            function_around,
            sent_by,
        )

        literals: dict[cst.CSTNode, list[cst.BaseExpression]] = {}
        for node in (*self.tree.of_kind(cst.SimpleString), *self.tree.of_kind(cst.FormattedString)):
            if self._begins_message(node):
                literals.setdefault(function_around(self.document, node), []).append(node)
        elsewhere = re.sub(r"send_header\([^\n]*", "", self.tree.text)
        for around, nodes in literals.items():
            calls = list(calls_in(self.document, around))
            text = sent_by(self.document, calls)
            source = self.tree.source(around) if around is not self.tree.module else self.tree.text
            if FRAMED.search(source):
                continue
            if answers_without_length(text):
                message = "the end of this answer is told only by the end of the connection"
                self.report(nodes[0], None, manual(_ADVICE), message)
            elif asks_for_page(text) and self._reads_in_loop(calls) and not FRAMED.search(elsewhere):
                advice = "read as many bytes as Content-Length says, or use http.client, which raises IncompleteRead"
                self.report(nodes[0], None, manual(advice), "an answer that is cut off is taken for a complete one")

    def _begins_message(self, node: cst.BaseExpression) -> bool:
        """Whether a literal begins an answer or a request, and is not only compared with one."""
        from netfix.analysis.network.http_messages import is_status_line  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.text.composed_text import composed_text  # noqa: PLC0415 - imports LibCST

        if isinstance(self.tree.parent(node), (cst.ComparisonTarget, cst.Comparison, cst.Expr, cst.Param)):
            return False
        return is_status_line(composed_text(self.document, node).lstrip())

    def _reads_in_loop(self, calls: list[cst.Call]) -> bool:
        """Whether what comes is read until nothing comes: in a loop, or by `read()` of a file."""
        for call in calls:
            method = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
            if method == "read" and not call.args:
                return True
            if method == "recv" and any(isinstance(each, (cst.While, cst.For)) for each in self.tree.ancestors(call)):
                return True
        return False

    def _begins_page(self, call: cst.Call, text: str) -> bool:
        """Whether the header of a page is printed, with a blank line behind it, by a script that sends no mail."""
        if not _PAGE_HEADER.match(text.lstrip()) or _MAIL.search(self.tree.text):
            return False
        statement = self.tree.statement(call)
        parent = self.tree.parent(statement) if statement is not None else None
        block: list[cst.CSTNode] = list(getattr(parent, "body", ()))
        behind = block[block.index(statement) + 1 :] if statement is not None and statement in block else []
        is_blank = bool(behind) and re.fullmatch(r"print(?:\s*\(\s*\))?", self.tree.source(behind[0]).strip())
        return self.tree.text.startswith("#!") and (text.endswith("\n") or bool(is_blank))

    def _look_at_cgi(self) -> None:
        """Report the first header of a CGI script without the length."""
        from netfix.analysis.network.http_messages import FRAMED  # noqa: PLC0415 - imports LibCST
        from netfix.analysis.text.composed_text import composed_text  # noqa: PLC0415 - imports LibCST

        is_script = bool(self.scopes.imported_packages & _CGI_MODULES) or _CGI_VARIABLE.search(self.tree.text)
        if FRAMED.search(self.tree.text.replace("CONTENT_LENGTH", "")):
            return
        for call in self.tree.of_kind(cst.Call):
            text = composed_text(self.document, call.args[0].value) if call.args else ""
            prints = is_name(call.func, "print") or self.scopes.qualified(call.func) == "sys.stdout.write"
            if prints and _CGI_HEADER.match(text.lstrip()) and (is_script or self._begins_page(call, text)):
                message = "without a length a page that is cut off looks complete"
                self.report(call, None, manual("collect the page and print Content-Length before it"), message)
                return


def _may_print_page(document: Document, names: PossibleNames) -> bool:
    """Whether a text may be a CGI script that prints its header."""
    from netfix.analysis.network.http_messages import FRAMED  # noqa: PLC0415 - for candidates only

    text = document.text
    is_script = names.packages & _CGI_MODULES or text.startswith("#!") or _CGI_VARIABLE.search(text)
    if not is_script or FRAMED.search(text.replace("CONTENT_LENGTH", "")):
        return False
    return names.may_call_builtin("print") or names.may_call({"sys.stdout.write"})


def _may_write_message(document: Document, names: PossibleNames) -> bool:
    """Whether a literal may begin an answer or a request; one that is a statement of its own may not."""
    if any(_BEGINNING.search(text) for text in names.texts):
        return True
    alone = (each.value for each in names.outline.of_kind(ast.Expr) if isinstance(each.value, ast.Constant))
    found = (each for each in alone if isinstance(each.value, str) and _BEGINNING.search(each.value))
    # Of adjacent literals each counts by itself.
    return any(_ONE_LITERAL.fullmatch(ast.get_source_segment(document.text, each) or "") is None for each in found)


def _may_answer(document: Document, names: PossibleNames) -> bool:
    """Whether a function may send a response, and nothing in it speak of the length."""
    from netfix.analysis.network.http_messages import FRAMED  # noqa: PLC0415 - for candidates only

    lines = document.text.split("\n")
    for call in names.outline.of_kind(ast.Call):
        if outline.last_name(call.func) == "send_response":
            around = [each for each in names.functions if each.body[0].lineno <= call.lineno <= (each.end_lineno or 0)]
            innermost = max(around, key=lambda each: each.lineno, default=None)
            inside = lines[innermost.body[0].lineno - 1 : innermost.end_lineno] if innermost is not None else []
            if FRAMED.search("\n".join(inside)) is None:
                return True
    return False
