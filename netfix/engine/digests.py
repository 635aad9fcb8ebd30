"""Digests of bytes, as records and the cache have them."""

from __future__ import annotations

# `hashlib` loads OpenSSL, which takes a tenth of a short run; `random` does without it in the same way.
try:
    from _blake2 import blake2b
except ImportError:  # pragma: no cover - a Python that is not CPython
    from hashlib import blake2b

__all__ = ["blake2b", "digest"]


def digest(data: bytes) -> str:
    """Give what stands for a file's bytes in a record."""
    return blake2b(data, digest_size=20).hexdigest()
