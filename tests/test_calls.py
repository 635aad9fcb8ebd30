"""What a call returns is known where the function is: Python's own, or the file's."""

from __future__ import annotations

import pytest

from analysed import said

LIBRARY = {
    "import os\nprobe(os.listdir(x))": "list",
    "import os\nprobe(os.listdir(x)[0])": "bytes or str",
    "import os.path\nprobe(os.path.join(x, y))": "bytes or str",
    "from os.path import splitext as s\nprobe(s(x)[0])": "bytes or str",
    "import os\nprobe(os.environ)": "environ",
    "import os\nprobe(os.environ.get(x))": "unknown",
    "import os\nprobe(os.environ.get(x, ''))": "str",
    "import os\nprobe(os.environ.get(x, None))": "unknown",
    "import sys\nprobe(sys.argv)": "list",
    "from sys import argv\nprobe(argv[1:])": "list",
    "import sys\nprobe(sys.argv[1])": "str",
    "import sys\nsys = x\nprobe(sys.argv)": "unknown",
    "import select\nprobe(select.select(x, y, z)[0])": "list",
    "import re\nprobe(re.findall(x, y))": "list",
    "import struct\nprobe(struct.pack(x))": "bytes",
    "import struct\nprobe(struct.unpack(x, y))": "tuple",
    "import json\nprobe(json.dumps(x))": "str",
    "import json\nprobe(json.loads(x))": "unknown",
    "import json\nprobe(json.JSONDecoder().decode(x))": "unknown",
    "import collections\nprobe(collections.deque())": "deque",
    "from collections import defaultdict\nprobe(defaultdict(list))": "defaultdict",
    "import io\nprobe(io.BytesIO().read())": "bytes",
    "from io import StringIO\nprobe(StringIO().getvalue())": "bytes or str",
    "import socket\ns = socket.socket()\nprobe(s.recv(9))": "bytes",
    "from socket import *\ns = socket(AF_INET)\nprobe(s.recv(9))": "bytes",
    "from gevent import socket\ns = socket.socket()\nprobe(s.recv(9))": "bytes",
    "import socket\nc, a = socket.socket().accept()\nprobe(c.recv(9))": "bytes",
    "import socket\nprobe(socket.socket().makefile().readline())": "bytes or str",
    "from six.moves.urllib.request import urlopen\nprobe(urlopen(x).read())": "bytes",
    "import tools\nprobe(tools.read())": "unknown",
    "from tools import x\nprobe(x.read())": "unknown",
    "import cPickle as pickle\nprobe(pickle.dumps(x))": "bytes",
    "try: import cPickle as p\nexcept ImportError: import pickle as p\nprobe(p.dumps(x))": "bytes",
    "try: import simplejson as j\nexcept ImportError: import json as j\nprobe(j.dumps(x))": "unknown",
    "import contextlib, socket\nwith contextlib.closing(socket.socket()) as s: probe(s.recv(9))": "bytes",
    "import asyncio\nasync def f(r): probe(await r.readline())": "bytes or str",
    "import asyncio\nasync def f(r): probe(r.readline())": "bytes or str",
}


@pytest.mark.parametrize(("text", "kind"), LIBRARY.items())
def test_functions_of_the_standard_library_are_known(text: str, kind: str) -> None:
    assert said(f"{text}\n") == kind


FUNCTIONS = {
    "one return": ("def f(): return []\nprobe(f())\n", "list"),
    "several returns": ("def f(x):\n    if x: return []\n    return ''\nprobe(f())\n", "list or str"),
    "an end without return": ("def f(x):\n    if x: return []\nprobe(f())\n", "unknown"),
    "both branches return": ("def f(x):\n    if x: return []\n    else: return [1]\nprobe(f())\n", "list"),
    "an endless loop": ("def f(x):\n    while True:\n        if x: return []\nprobe(f())\n", "list"),
    "a loop that is left": (
        "def f(x):\n    while True:\n        if x: return []\n        break\nprobe(f())\n",
        "unknown",
    ),
    "an exception at the end": ("def f(x):\n    if x: return []\n    raise E\nprobe(f())\n", "list"),
    "a try that always returns": ("def f():\n    try: return []\n    except E: return ['']\nprobe(f())\n", "list"),
    "a try that goes on": ("def f():\n    try: return []\n    except E: pass\nprobe(f())\n", "unknown"),
    "an unknown return": ("def f(x): return x\nprobe(f([]))\n", "unknown"),
    "an annotation": ("def f(x) -> list: return x\nprobe(f())\n", "list"),
    "a generator": ("def f(x):\n    yield []\n    return []\nprobe(f())\n", "generator"),
    "returns of a function within": ("def f(x):\n    def g(): return 1\n    return []\nprobe(f())\n", "list"),
    "a decorator": ("@d\ndef f(): return []\nprobe(f())\n", "unknown"),
    "two definitions": ("def f(): return []\ndef f(): return y\nprobe(f())\n", "unknown"),
    "a recursion": ("def f(x):\n    if x: return f(x)\n    return []\nprobe(f())\n", "list"),
    "only a recursion": ("def f(x): return f(x)\nprobe(f())\n", "unknown"),
    "a coroutine": ("async def f(): return []\nprobe(f())\n", "coroutine"),
    "an awaited coroutine": ("async def f(): return []\nasync def g(): probe(await f())\n", "list"),
    "nothing": ("def f(): pass\nprobe(f())\n", "None"),
}


@pytest.mark.parametrize(("text", "kind"), FUNCTIONS.values(), ids=FUNCTIONS)
def test_a_function_of_the_file_returns_what_its_returns_say(text: str, kind: str) -> None:
    assert said(text) == kind
