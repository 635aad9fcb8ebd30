"""`netfix-lsp` and `python -m netfix.lsp`: the language server on standard input and output."""

from __future__ import annotations

import argparse
import os
import sys

from netfix import __version__


def main() -> int:
    """Serve one editor until it says goodbye or is gone; give the exit code."""
    # Worker processes import this module, too, so what only the server needs is imported when it starts.
    parser = argparse.ArgumentParser(
        "netfix-lsp", description="Language server of netfix, on standard input and output."
    )
    parser.add_argument("--stdio", action="store_true", help="what it does anyway; editors like to say it")
    parser.add_argument("--version", action="version", version=f"netfix {__version__}")
    parser.parse_args()
    try:
        from netfix.lsp.server import make_server  # noqa: PLC0415 - see above
    except ModuleNotFoundError as error:
        if error.name not in {"pygls", "lsprotocol"}:
            raise
        print("netfix-lsp needs pygls: pip install 'netfix[lsp]'", file=sys.stderr)  # noqa: T201 - there is no click here
        return 2
    # Whatever else is printed, by a worker process say, must not get between the messages.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    server = make_server()
    try:
        server.start_io(sys.stdin.buffer, out)
    finally:
        server.linter.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
