"""Queries for the types that are needed; a server; other uses of the word."""

import dns.rdatatype
import dns.resolver

for kind in ("A", "AAAA", "MX"):
    print(dns.resolver.resolve("example.org", kind))


def answer(question, records):
    if question.rdtype == dns.rdatatype.ANY:
        return records
    return [record for record in records if record.rdtype in (question.rdtype, dns.rdatatype.ANY)]


def search(database):
    return database.query("ANY", "name"), database.query("name", match="ANY")
