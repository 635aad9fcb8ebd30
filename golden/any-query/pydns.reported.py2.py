"""All records of a name, or so it seems."""

import sys
import DNS

DNS.DiscoverNameServers()
request = DNS.Request()
answer = request.req(name=sys.argv[1], qtype=DNS.Type.ANY)  # reported
if not answer.answers:
    print "Not found."
for record in answer.answers:
    print "%-5s %r" % (record["typename"], record["data"])
for record in DNS.DnsRequest(sys.argv[1], qtype="ANY").req().answers:  # reported
    print record
