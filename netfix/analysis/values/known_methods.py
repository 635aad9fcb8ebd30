"""What methods return: those of known types, and those whose name alone says it.

Written in the words of `known_results`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from netfix.analysis.values.known_results import by_name
from netfix.analysis.values.libraries import Library

#: What the places of a tuple that is returned hold; "?" where that varies.
PARTS_OF_METHOD = {
    "recvfrom": ("bytes", "?"),
    "accept": ("socket", "?"),
    "partition": ("any string", "any string", "any string"),
    "rpartition": ("any string", "any string", "any string"),
}

#: What is got by iterating over a result.
ELEMENTS_OF_METHOD = {
    "split": "any string",
    "rsplit": "any string",
    "splitlines": "any string",
    "readlines": "any string",
}


@dataclass(frozen=True, slots=True)
class MethodRule:
    """What a method returns, whatever object has it, when called with `least` to `most` arguments.

    Not to be believed where a library of the groups `doubt` is imported: objects of those have such a method, too.
    """

    result: str
    least: int
    most: int
    doubt: Library


_OBJECTS = Library.ARRAY | Library.MOCK
_TEXTS = _OBJECTS | Library.ORM


def _rules(names: str, result: str, least: int, most: int, doubt: Library) -> dict[str, MethodRule]:
    return {name: MethodRule(result, least, most, doubt) for name in names.split()}


#: By its name alone, whatever the object. The length of the result is asked for, so that it is something sized: what
#: has such a method and returns no such thing (`datetime.replace`, `Path.replace`) is no danger there.
METHODS_BY_NAME = {
    **_rules("recv", "bytes", 1, 2, Library.MESSAGE | Library.PACKET | Library.MOCK),
    **_rules("recvfrom", "tuple", 1, 2, Library.PACKET | Library.MOCK),
    **_rules("read readline", "string", 0, 1, _OBJECTS | Library.PACKET),
    **_rules("readlines", "list", 0, 1, _OBJECTS),
    **_rules("split rsplit", "list", 0, 2, _TEXTS),
    **_rules("splitlines", "list", 0, 1, _TEXTS),
    **_rules("partition rpartition", "tuple", 1, 1, _TEXTS),
    **_rules("encode", "string", 0, 2, _TEXTS),
    **_rules("decode", "decoded", 0, 2, _TEXTS),
    **_rules("keys values items", "listing", 0, 0, _TEXTS),
    **_rules("strip lstrip rstrip", "any string", 0, 1, _TEXTS),
    **_rules("lower upper title capitalize swapcase casefold", "any string", 0, 0, _TEXTS),
    **_rules("replace", "any string", 2, 3, _TEXTS),
    **_rules("getvalue", "string", 0, 0, _OBJECTS),
    **_rules("digest", "bytes", 0, 0, _OBJECTS),
    **_rules("hexdigest isoformat", "native", 0, 0, _OBJECTS),
    **_rules("strftime", "string", 1, 1, _TEXTS),
    **_rules("groups", "tuple", 0, 0, _OBJECTS),
    **_rules("accept", "tuple", 0, 0, _OBJECTS | Library.MESSAGE),
    **_rules("groupdict", "dict", 0, 0, _OBJECTS),
    **_rules("findall", "list", 1, 2, _OBJECTS),
    **_rules("makefile", "file", 0, 2, Library.MOCK),
}

_STRING_METHODS = by_name(
    {
        "same": """
        strip lstrip rstrip lower upper title capitalize swapcase casefold zfill expandtabs center ljust rjust replace
        translate join format format_map removeprefix removesuffix""",
        "list": "split rsplit splitlines",
        "tuple": "partition rpartition",
        "int": "find rfind index rindex count",
        "bool": """
        startswith endswith isdigit isalpha isalnum isspace isupper islower istitle isdecimal isnumeric
        isidentifier""",
    }
)
_DICT_METHODS = by_name(
    {
        "view": "keys values items",
        "same": "copy",
        "iterator": "iterkeys itervalues iteritems",
        "bool": "has_key",
    }
)
_SET_METHODS = by_name(
    {
        "same": "copy union intersection difference symmetric_difference",
        "bool": "issubset issuperset isdisjoint",
    }
)
_STREAM_METHODS = {"readlines": "list", "fileno": "int", "tell": "int"}

#: By the kind of the object: what its methods return ("same": one of its own kind).
METHODS_OF_KIND = {
    "str": {**_STRING_METHODS, "encode": "bytes", "decode": "decoded"},
    "unicode": {**_STRING_METHODS, "encode": "bytes"},
    "bytes": {**_STRING_METHODS, "decode": "decoded", "hex": "native"},
    "bytearray": {**_STRING_METHODS, "decode": "decoded", "hex": "native"},
    "memoryview": {"tobytes": "bytes", "tolist": "list"},
    "list": {
        "copy": "same",
        **by_name({"int": "index count", "None": "append extend insert remove sort reverse clear"}),
    },
    "tuple": {"index": "int", "count": "int"},
    "dict": _DICT_METHODS,
    "OrderedDict": _DICT_METHODS,
    "defaultdict": _DICT_METHODS,
    "Counter": {**_DICT_METHODS, "most_common": "list"},
    "environ": {"keys": "view", "values": "view", "items": "view", "copy": "dict"},
    "set": _SET_METHODS,
    "frozenset": _SET_METHODS,
    "deque": {"copy": "same", "index": "int", "count": "int"},
    "file": {**_STREAM_METHODS, "read": "string", "readline": "string"},
    "StringIO": {**_STREAM_METHODS, "read": "string", "readline": "string", "getvalue": "string"},
    "BytesIO": {**_STREAM_METHODS, "read": "bytes", "readline": "bytes", "getvalue": "bytes", "read1": "bytes"},
    "response": {**_STREAM_METHODS, "read": "bytes", "readline": "bytes", "geturl": "native"},
    "socket": by_name(
        {
            "bytes": "recv",
            "tuple": "recvfrom accept recvmsg",
            "file": "makefile",
            "int": "fileno send sendto connect_ex recv_into",
        }
    ),
}

#: Codecs whose name, written out, shows that an `encode` or `decode` is that of a string.
CODEC = re.compile(
    r"utf|ucs|latin|iso|cp\d|ascii|us-ascii|windows|koi|euc|shift|s_?jis|gb|big5|hex|base64|zlib|zip|bz2|rot|idna|"
    r"punycode|quopri|quoted|uu|unicode|raw.unicode|string|mbcs|mac|l1$|u7$|u8$|8859",
    re.IGNORECASE,
)

#: Coroutine methods of asyncio's streams and loops: what awaiting them gives is a string.
AWAITED_METHODS = frozenset({"read", "readline", "readexactly", "readuntil", "sock_recv"})
