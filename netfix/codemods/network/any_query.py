"""Ask the DNS for the types that are needed; ANY is not all of them.

The answer to a query of type ANY is whatever the asked server happens to have: a cache's leftovers, or a single
record by which RFC 8482 has authoritative servers answer. MX records that are missing from it may well exist.

     import dns.resolver

     def mail_servers(domain):
    !    answer = dns.resolver.resolve(domain, "ANY")
         return [record for record in answer if record.rdtype == 15]

Reported for dnspython, PyDNS, Twisted Names, dnslib, aiodns and pycares, for questions that a program packs itself, and
for `dig` and its like; by hand, make one query for each type that the program uses. Left alone: servers, which compare
the type of a query or answer one, resolvers which pass a query on, and tests of Twisted.
"""

from __future__ import annotations

import ast
import itertools
import re
from typing import TYPE_CHECKING

from netfix.analysis.names.written_names import last_name
from netfix.analysis.text.composed_text import composed_text
from netfix.engine import outline
from netfix.engine.codemod import Codemod
from netfix.engine.expressions import dotted, literal_string
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.engine.document import Document

_PACKAGES = frozenset({"dns", "DNS", "aiodns", "pycares", "dnslib", "adns", "asyncresolver"})
#: Functions and methods that ask, with the number of the argument which is the type.
_ASKING = {
    "query": 1, "resolve": 1, "make_query": 1, "req": 1, "DnsRequest": 1, "Request": 1, "question": 1, "DNSQuestion": 1,
    "Query": 1, "asyncquery": 1, "DnsAsyncRequest": 1, "dnslookup": 1, "resolve_at": 2,
}  # fmt: skip
_TYPE_KEYWORDS = frozenset({"qtype", "rdtype", "type", "query_type"})
#: The number of the type ANY.
_ANY = 255
_COMMAND = re.compile(
    r"\b(?:dig|drill|kdig)\b.*\bany\b|\bhost\b.*\s-(?:a|t\s*any)\b|\bnslookup\b.*-(?:query)?type=any\b", re.IGNORECASE
)
#: The port of name servers.
_PORT = 53
_RUNNING = ("subprocess.", "os.system", "os.popen", "commands.")
_ANY_NAMES = ("rdatatype.ANY", "RdataType.ANY", "Type.ANY", "QTYPE.ANY", "QUERY_TYPE_ANY", "dns.ALL_RECORDS")
_LAST_OF_ANY_NAMES = frozenset(name.rpartition(".")[2] for name in _ANY_NAMES)
_ADVICE = "query each type that is needed (A, AAAA, MX, …) by itself"
_MESSAGE = "ANY gives what the server happens to have, not all records"


class AnyQuery(Codemod):
    """Finds calls that ask a name server for the type ANY."""

    needles = (
        rb"\bANY\b",
        rb"['\"][Aa][Nn][Yy]['\"]",
        rb"QUERY_TYPE_ANY",
        rb"\bALL_RECORDS\b",
        rb"\blookupAllRecords\b",
        rb"\b255\s*[,)]",
        rb"\b(?:dig|drill|kdig|nslookup)\b|['\"]host['\" ]",
    )

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether a name server may be asked for such a type."""
        from netfix.analysis.names.possible_names import possible_names  # noqa: PLC0415 - for candidates only

        names = document.fact(possible_names)
        if names is None:
            return True
        called = {outline.last_name(call.func) for call in names.outline.of_kind(ast.Call)}
        return (
            (not called.isdisjoint(_ASKING) and _may_name_any(names))
            or ("lookupAllRecords" in called and "twisted" in names.packages)
            or _may_run_tool(names)
            or _may_pack(names)
        )

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call."""
        function = node.func.attr.value if isinstance(node.func, cst.Attribute) else getattr(node.func, "value", "")
        if self._packs_any(node) or self._runs_tool(node):
            self.report(node, None, manual(_ADVICE), _MESSAGE)
            return
        is_named = function == "lookupAllRecords" and self._imports("twisted.names") and not self._passes_on(node)
        if not is_named and not (function in _ASKING and self._asks_for_any(node, _ASKING[function])):
            return
        self.report(node, None, manual(_ADVICE), _MESSAGE)

    def _packs_any(self, call: cst.Call) -> bool:
        """Whether a call packs the type ANY and the class IN, the end of a question, in a program that asks port 53."""
        if self.scopes.qualified(call.func) != "struct.pack" or "socket" not in self.scopes.imported_packages:
            return False
        numbers = [int(each.value.value, 0) if isinstance(each.value, cst.Integer) else None for each in call.args]
        asks = any(each.value == "53" for each in self.tree.of_kind(cst.Integer))
        return asks and (_ANY, 1) in itertools.pairwise(numbers)

    def _runs_tool(self, call: cst.Call) -> bool:
        """Whether a call runs `dig`, or one of its like, for the type ANY."""
        name = self.scopes.qualified(call.func) or ""
        if not name.startswith(_RUNNING) or not call.args:
            return False
        value = call.args[0].value
        parts = [each.value for each in value.elements] if isinstance(value, (cst.List, cst.Tuple)) else [value]
        command = " ".join(composed_text(self.document, part) for part in parts)
        return _COMMAND.search(command) is not None

    def _asks_for_any(self, call: cst.Call, place: int) -> bool:
        return any(
            self._is_any(argument.value)
            for at, argument in enumerate(call.args)
            if (argument.keyword is None and at == place)
            or (argument.keyword is not None and argument.keyword.value in _TYPE_KEYWORDS)
        )

    def _is_any(self, node: cst.BaseExpression) -> bool:
        return any(self._means_any(value) for value in self._values(node))

    def _values(self, node: cst.BaseExpression) -> list[cst.BaseExpression]:
        """Give what a type may be: of a variable and of a parameter, what the file gives them."""
        from netfix.analysis.network.arguments import Arguments  # noqa: PLC0415 - imports LibCST

        if isinstance(node, cst.Call) and last_name(node.func) == "from_text" and node.args:
            return [node.args[0].value]
        values = [node]
        for binding in self.scopes.bindings_of(node) if isinstance(node, cst.Name) else ():
            if isinstance(binding.node, cst.Param):
                values += self.document.fact(Arguments).given_to(binding.node)
            elif isinstance(binding.node, (cst.For, cst.CompFor)):
                whole = binding.node.iter
                values += [each.value for each in getattr(whole, "elements", ())]
            elif binding.value is not None:
                values.append(binding.value)
        return values

    def _means_any(self, node: cst.BaseExpression) -> bool:
        if isinstance(node, cst.Integer):
            return int(node.value, 0) == _ANY and bool(self.scopes.imported_packages & _PACKAGES)
        text = literal_string(node)
        if text is not None:
            return text.upper() == "ANY" and bool(self.scopes.imported_packages & _PACKAGES)
        names = {self.scopes.qualified(node) or "", dotted(node) or ""}
        return any(name == known or name.endswith(f".{known}") for name in names for known in _ANY_NAMES)

    def _passes_on(self, call: cst.Call) -> bool:
        """Whether a call stands in the method of its own name, as in a resolver which asks others, or in a test."""
        is_test = self._imports("twisted.trial") or self._imports("unittest") or self._imports("twisted.names.test")
        return is_test or any(
            isinstance(around, cst.FunctionDef) and around.name.value == "lookupAllRecords"
            for around in self.tree.ancestors(call)
        )

    def _imports(self, package: str) -> bool:
        return any(f"{imported.module}.{imported.name}".startswith(package) for imported in self.scopes.imports)


def _may_name_any(names: PossibleNames) -> bool:
    """Whether a text may name the type ANY: by a number or a text in a program that knows a DNS package, or by name."""
    known = names.outline
    spoken = [f"{module}.{name}" for module, name in names.statements]
    for node in (*known.of_kind(ast.Attribute), *known.of_kind(ast.Name)):
        if outline.last_name(node) in _LAST_OF_ANY_NAMES:
            found = names.of(node)
            spoken += (ast.unparse(node), *(_ANY_NAMES if found is None else found))
    if any(f".{name}".endswith(f".{end}") for name in spoken for end in _ANY_NAMES):
        return True
    values = (each.value for each in known.of_kind(ast.Constant))
    is_any = any(value == _ANY or (isinstance(value, str) and value.upper() == "ANY") for value in values)
    return is_any and bool(names.packages & _PACKAGES)


def _may_run_tool(names: PossibleNames) -> bool:
    """Whether a command may be run, in a text in which the letters of such a name stand, maybe apart."""
    calls = names.outline.of_kind(ast.Call)
    letters = set("".join(names.texts).lower())
    is_written = any(letters.issuperset(tool) for tool in ("dig", "drill", "host", "nslookup"))
    return is_written and any(names.may_begin(call.func, *_RUNNING) for call in calls)


def _may_pack(names: PossibleNames) -> bool:
    """Whether a question may be packed for port 53."""
    if "socket" not in names.packages:
        return False
    for call in names.calls_of({"struct.pack"}):
        given = [getattr(each, "value", None) for each in (*call.args, *(each.value for each in call.keywords))]
        if (_ANY, 1) in itertools.pairwise(given):
            return any(each.value == _PORT for each in names.outline.of_kind(ast.Constant))
    return False
