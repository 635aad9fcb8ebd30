"""Clients of several libraries."""

import aiodns
import dns.message
import dns.rdatatype
import dns.resolver
from dnslib import QTYPE, DNSRecord
from twisted.names import client, dns as twisted_dns

answer = dns.resolver.resolve("example.org", "ANY")  # reported
query = dns.message.make_query("example.org", rdtype=dns.rdatatype.ANY)  # reported
record = DNSRecord.question("example.org", "ANY")  # reported
everything = client.lookupAllRecords("example.org")  # reported
asked = twisted_dns.Query(b"example.org", twisted_dns.ALL_RECORDS)  # reported


async def look_up(name):
    return await aiodns.DNSResolver().query(name, "any")  # reported
