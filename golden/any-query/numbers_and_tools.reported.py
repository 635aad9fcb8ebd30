import socket
import struct
import subprocess

import dns.message
import dns.rdatatype
import dns.resolver

EVERYTHING = "ANY"


def by_library(domain):
    dns.resolver.resolve(domain, 255)  # reported
    dns.resolver.resolve(domain, EVERYTHING)  # reported
    dns.message.make_query(domain, dns.rdatatype.from_text("ANY"))  # reported
    return dns.resolver.resolve(domain, 15)


def of_type(domain, wanted):
    return dns.resolver.resolve(domain, wanted)  # reported


def all_of(domain):
    return [of_type(domain, wanted) for wanted in ("A", "MX")] + [of_type(domain, "ANY")]


def by_hand(labels):
    question = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    question += struct.pack("!HH", 255, 1)  # reported
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.sendto(struct.pack("!6H", 7, 256, 1, 0, 0, 0) + question, ("192.0.2.53", 53))
        return asking.recv(512)


def by_tool(domain):
    subprocess.run(["dig", "+short", domain, "ANY"], check=True)  # reported
    subprocess.run(["dig", "+short", domain, "MX"], check=True)
    return subprocess.getoutput("nslookup -type=any " + domain)  # reported
