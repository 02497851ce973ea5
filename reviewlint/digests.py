"""Digests that tell contents apart, without what is slow to import of ``hashlib``.

``hashlib`` loads OpenSSL at every start. Python's own BLAKE2
is what ``hashlib.blake2b`` gives, too.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # another Python
    from hashlib import blake2b

__all__ = ["blake2b"]
