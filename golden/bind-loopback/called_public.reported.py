"""A server that can be used from the local network."""

import asyncio
import http.server

HOST = "localhost"


async def serve(handler):
    """Listen on all interfaces."""
    return await asyncio.start_server(handler, HOST, 8000)  # reported


def main(handler):
    server = http.server.HTTPServer(("127.0.0.1", 8080), handler)  # reported
    print("a publicly available page")
    server.serve_forever()
