#!/usr/bin/env python3
"""A server, called as nothing that it needs."""

import http.server
import logging


def later():
    import echo_server

    return echo_server


http.server.test()
logging.info("stopped")
