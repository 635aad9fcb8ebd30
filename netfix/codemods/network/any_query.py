"""Ask the DNS for the types that are needed; ANY is not all of them.

The answer to a query of type ANY is whatever the asked server happens to have: a cache's leftovers, or a single
record by which RFC 8482 has authoritative servers answer. MX records that are missing from it may well exist.

     import dns.resolver

     def mail_servers(domain):
    !    answer = dns.resolver.resolve(domain, "ANY")
         return [record for record in answer if record.rdtype == 15]

Reported for dnspython, PyDNS, Twisted Names, dnslib, aiodns and pycares; by hand, make one query for each type that the
program uses. Left alone: servers, which compare the type of a query or answer one, resolvers which pass a query on, and
tests of Twisted.
"""

from __future__ import annotations

from netfix.engine.codemod import Codemod
from netfix.engine.expressions import dotted, literal_string
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

_PACKAGES = frozenset({"dns", "DNS", "aiodns", "pycares", "dnslib", "adns", "asyncresolver"})
#: Functions and methods that ask, with the number of the argument which is the type.
_ASKING = {
    "query": 1, "resolve": 1, "make_query": 1, "req": 1, "DnsRequest": 1, "Request": 1, "question": 1, "DNSQuestion": 1,
    "Query": 1, "asyncquery": 1, "DnsAsyncRequest": 1,
}  # fmt: skip
_TYPE_KEYWORDS = frozenset({"qtype", "rdtype", "type", "query_type"})
_ANY_NAMES = ("rdatatype.ANY", "RdataType.ANY", "Type.ANY", "QTYPE.ANY", "QUERY_TYPE_ANY", "dns.ALL_RECORDS")


class AnyQuery(Codemod):
    """Finds calls that ask a name server for the type ANY."""

    needles = (
        rb"\bANY\b",
        rb"['\"][Aa][Nn][Yy]['\"]",
        rb"QUERY_TYPE_ANY",
        rb"\bALL_RECORDS\b",
        rb"\blookupAllRecords\b",
    )

    def visit_Call(self, node: cst.Call) -> None:
        """Look at one call."""
        function = node.func.attr.value if isinstance(node.func, cst.Attribute) else getattr(node.func, "value", "")
        is_named = function == "lookupAllRecords" and self._imports("twisted.names") and not self._passes_on(node)
        if not is_named and not (function in _ASKING and self._asks_for_any(node, _ASKING[function])):
            return
        advice = "query each type that is needed (A, AAAA, MX, …) by itself"
        self.report(node, None, manual(advice), "ANY gives what the server happens to have, not all records")

    def _asks_for_any(self, call: cst.Call, place: int) -> bool:
        return any(
            self._is_any(argument.value)
            for at, argument in enumerate(call.args)
            if (argument.keyword is None and at == place)
            or (argument.keyword is not None and argument.keyword.value in _TYPE_KEYWORDS)
        )

    def _is_any(self, node: cst.BaseExpression) -> bool:
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
