"""Faults in the use of sockets and protocols: what TCP, HTTP and the peer do not promise."""
