"""What in a text that Python 2.7 parses speaks for Python 2, and what for Python 3."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from netfix.engine.parsing import ParseFailed
from netfix.engine.python2_names import is_bound_here, variables
from netfix.engine.python2_nodes import call_parts, inside_parentheses, tuple_items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.engine.python2 import Python2Tree
    from netfix.engine.python2_nodes import Node

#: Modules that Python 3 does not have, and that nobody would give a module of his own the name of.
_GONE = frozenset({
    "urllib2", "urlparse", "StringIO", "cStringIO", "ConfigParser", "Queue", "SocketServer", "httplib", "cPickle",
    "cookielib", "Cookie", "BaseHTTPServer", "SimpleHTTPServer", "CGIHTTPServer", "SimpleXMLRPCServer",
    "DocXMLRPCServer", "xmlrpclib", "HTMLParser", "htmlentitydefs", "Tkinter", "md5", "sha", "rfc822", "mimetools",
    "robotparser", "copy_reg", "anydbm", "UserDict", "__builtin__",
})  # fmt: skip
#: Functions of modules that Python 3 does not have, or has without them.
_GONE_FUNCTIONS = re.compile(
    r"urllib\.(?:urlopen|urlencode|quote|unquote|urlretrieve|quote_plus|unquote_plus)"
    r"|commands\.(?:getoutput|getstatusoutput)|thread\.(?:start_new_thread|allocate_lock|get_ident)"
)
_GONE_NAMES = ("raw_input", "xrange", "unichr", "basestring", "execfile", "unicode")
_GONE_METHODS = ("has_key", "iteritems", "itervalues", "iterkeys")
#: Modules that only Python 3 has. Some can be installed for Python 2, hence it takes several to outweigh much else.
_NEW = frozenset({
    "asyncio", "urllib.request", "urllib.parse", "urllib.error", "http.client", "http.server", "http.cookies",
    "http.cookiejar", "configparser", "queue", "socketserver", "tkinter", "builtins", "_thread", "pathlib",
    "typing", "dataclasses", "enum", "contextvars", "selectors", "ipaddress", "html.parser", "html.entities",
    "xmlrpc.client", "xmlrpc.server", "concurrent.futures", "statistics", "secrets", "importlib.metadata",
    "importlib.resources", "tomllib", "zoneinfo", "unittest.mock", "faulthandler", "tracemalloc",
})  # fmt: skip
_NEW_FUTURES = frozenset({"annotations", "generator_stop"})
#: Names by which programs that run under both tell under which they run.
_BOTH = frozenset({"PY2", "PY3", "version_info", "hexversion", "six", "future", "past", "python_2_unicode_compatible"})
#: The kinds of nodes among which are those that Python 3 does not parse, or not as what they are.
_ONLY_PYTHON2 = ("except_clause", "raise_stmt", "fpdef", "NOTEQUAL", "BACKQUOTE", "NUMBER", "STRING")
#: How many places that only Python 2 reads outweigh one that speaks for Python 3: one or two are typing errors.
_OUTWEIGH = 2


class Evidence:
    """What a text, parsed as Python 2.7, says of itself."""

    def __init__(self, tree: Python2Tree) -> None:
        """Look at a parsed text."""
        self.tree = tree

    @property
    def prints_by_function(self) -> bool:
        """Whether it imports print_function."""
        return "print_function" in self.tree.future_imports

    @cached_property
    def for_python3(self) -> list[tuple[int, str]]:
        """What speaks for Python 3: the line and what stands there."""
        found = list(self._new_imports())
        if re.match(r"#![^\n]*\bpython3", self.tree.text):
            found.append((1, "its first line names python3"))
        found += ((1, f"it imports {name} from __future__") for name in sorted(_NEW_FUTURES & self.tree.future_imports))
        found += self._new_calls()
        if self.tree.complaint is not None:
            found.append((self.tree.complaint.line or 1, self.tree.complaint.reason))
        return found

    @property
    def refusal(self) -> ParseFailed:
        """Why it is not taken for Python 2."""
        line, reason = self.for_python3[0]
        return ParseFailed(line, reason)

    @cached_property
    def speaks_for_python2(self) -> bool:
        """Whether only Python 2 explains a text that Python 3 parses as well."""
        if self.for_python3:
            return False
        if re.match(r"#![^\n]*\bpython2", self.tree.text) or any(self._gone_imports()) or any(self._statements()):
            return True
        if self.prints_by_function or self.tree.names & _BOTH:
            return False
        return any(self._gone_names()) or sum(1 for _ in self._gone_functions()) + self._gone_methods() > 1

    @cached_property
    def outweighs_python3(self) -> bool:
        """Whether so much is only Python 2 that what speaks for Python 3 cannot be the rule and this the exception."""
        only_python2 = sum(1 for _ in self._only_python2()) + sum(1 for _ in self._gone_imports())
        return only_python2 > _OUTWEIGH * len(self.for_python3)

    @cached_property
    def is_python2_by_pairs_only(self) -> bool:
        """Whether nothing but `except A, B` with a class-like B keeps it from being Python 3."""
        found = list(self._only_python2())
        return bool(found) and all(
            node.kind == "except_clause" and node.children[3].value.lstrip("_")[:1].isupper() for node in found
        )

    def _only_python2(self) -> Iterator[Node]:
        """Give the nodes that Python 3 does not parse, or not as what they are."""
        yield from self._statements()
        yield from filter(_is_old, self.tree.of_kinds(*_ONLY_PYTHON2))

    def _statements(self) -> Iterator[Node]:
        """Give the `print` and `exec` statements that are no call in Python 3."""
        for node in self.tree.of_kinds("print_stmt", "exec_stmt"):
            if not _is_call(node.children):
                yield node

    def _imports(self) -> Iterator[tuple[Node, str]]:
        """Give the modules imported, where no `try` or `if` chooses between them."""
        for node in self.tree.of_kinds("import_name", "import_from"):
            if node.enclosing("try_stmt", "if_stmt") is not None:
                continue
            if node.kind == "import_from":
                name = "".join(leaf.value for leaf in node.children[1].walk() if leaf.is_leaf)
                yield node, name
                yield from (
                    (node, f"{name}.{leaf.value}") for leaf in self.tree.leaves_of(node)[2:] if leaf.kind == "NAME"
                )
            else:
                for part in self.tree.source(node)[len("import") :].split(","):
                    yield node, part.split()[0] if part.split() else ""

    def _gone_imports(self) -> Iterator[Node]:
        return (node for node, name in self._imports() if name.partition(".")[0] in _GONE)

    def _new_imports(self) -> Iterator[tuple[int, str]]:
        """Give the imports of modules that Python 2 does not have."""
        seen: set[Node] = set()
        for node, name in self._imports():
            if node not in seen and (name in _NEW or (name.partition(".")[0] in _NEW)):
                seen.add(node)
                yield self.tree.line(node.start), f"it imports {name}"

    def _new_calls(self) -> Iterator[tuple[int, str]]:
        """Give the calls that only Python 3 understands."""
        for name in ("super", "open"):
            for leaf in self.tree.named(name, self.tree.root):
                called = None if leaf.parent is None else leaf.parent
                if called is None or called.kind != "power" or called.children[0] is not leaf:
                    continue
                if name == "super" and self.tree.source(called).replace(" ", "").startswith("super()"):
                    yield self.tree.line(leaf.start), "it calls super() without arguments"
                arguments = (call_parts(called) or ("", []))[1]
                if name == "open" and any(part.children and part.children[0].value == "encoding" for part in arguments):
                    yield self.tree.line(leaf.start), "it opens a file with an encoding"

    def _gone_functions(self) -> Iterator[Node]:
        """Give the attributes of modules which those modules do not have in Python 3."""
        for module in ("urllib", "commands", "thread"):
            for leaf in self.tree.named(module, self.tree.root):
                if _GONE_FUNCTIONS.match(self.tree.text, leaf.start) and not _is_guarded(leaf):
                    yield leaf

    def _gone_names(self) -> Iterator[Node]:
        """Give the uses of built-in names that Python 3 does not have and the program does not define."""
        for name in _GONE_NAMES:
            leaves = variables(self.tree, self.tree.root, name)
            if leaves and not any(_is_guarded(leaf) or is_bound_here(leaf) for leaf in leaves):
                yield from leaves

    def _gone_methods(self) -> int:
        """Count the uses of dict methods that Python 3 does not have and the program does not define."""
        return sum(
            1
            for name in _GONE_METHODS
            for leaf in self.tree.named(name, self.tree.root)
            if leaf.parent is not None and leaf.parent.kind == "trailer" and not self._defines(name)
        )

    def _defines(self, name: str) -> bool:
        return any(
            leaf.parent is not None and leaf.parent.kind == "funcdef" for leaf in self.tree.named(name, self.tree.root)
        )


def _is_old(node: Node) -> bool:
    """Whether Python 3 does not parse a node of `_ONLY_PYTHON2`."""
    match node.kind:
        case "except_clause":
            return len(node.children) == 4 and node.children[2].kind == "COMMA"  # noqa: PLR2004 - except A , e
        case "raise_stmt":
            return len(node.children) > 2  # noqa: PLR2004 - raise E , V
        case "NOTEQUAL":
            return node.value == "<>"
        case "NUMBER":
            return node.value[-1] in "lL" or re.fullmatch(r"0\d*[1-7]\d*", node.value) is not None
        case "STRING":
            return node.value[:2].lower() == "ur"
        case _:
            return True  # a backquote, or a parameter in parentheses


def _is_call(children: tuple[Node, ...]) -> bool:
    """Whether a statement's words are a call in Python 3: a keyword and one thing in parentheses."""
    if len(children) != 2:  # noqa: PLR2004 - keyword and item
        return False
    return inside_parentheses(children[1]) is not None or tuple_items(children[1]) is not None


def _is_guarded(leaf: Node) -> bool:
    """Whether a name stands in a `try` statement that minds its absence."""
    return any(
        child.value in {"NameError", "ImportError", "AttributeError"}
        for ancestor in leaf.ancestors()
        if ancestor.kind == "try_stmt"
        for clause in ancestor.children
        if clause.kind == "except_clause"
        for child in clause.walk()
    )
