"""Make the catalogue of Twisted's callables that return Deferreds, from the Twisted that is installed.

    python tools/make_twisted_catalogue.py

writes `netfix/analysis/data/twisted.json`. Evidence, in this order: the annotation of what is returned; the fields
`@return` and `@rtype` of the docstring; the interface that the class implements; and, where all of these are silent,
a body in which every `return` gives a Deferred. An annotation that names something else outvotes a docstring. What is
documented as "... or a Deferred" is no evidence.

Names that today's Twisted no longer has, but which old programs use, stand in `twisted_tables`.
"""

from __future__ import annotations

import ast
import importlib.util
import json
import re
import sys
from pathlib import Path

from twisted import __version__ as twisted_version

sys.path.insert(0, str(Path(__file__).parent))

from twisted_source import Function, Source, methods
from twisted_tables import COMMON_NAMES, DECORATORS, FAILURES, GONE, MOVED_MODULES, ON_DEMAND, READ_BY_HAND

DATA = Path(__file__).parent.parent / "netfix" / "analysis" / "data" / "twisted.json"

_DEFERRED = re.compile(r"^[\"']?(?:[\w.]+\.)?Deferred(?:\[.*\])?[\"']?$", re.DOTALL)
_DOCUMENTED = re.compile(
    r"^(?:returns\s+)?(?:an?|the|this)?\s*(?:new|unfired|fired)?\s*"
    r"(?:[LC]\{)?[\w. ]*(?:<)?(?:[\w.]*\.)?(?:[Dd]eferred|DeferredList)\b(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_FIELD = re.compile(r"@(return|returns|rtype):(.*?)(?=\n\s*@\w+|\n\s*\n|\Z)", re.DOTALL)

Verdict = bool | None


def annotated(node: Function) -> Verdict:
    """Say what the annotation tells: a Deferred, something else, or (None) nothing."""
    if node.returns is None:
        return None
    text = ast.unparse(node.returns)
    if _DEFERRED.match(text):
        return True
    return None if re.fullmatch(r"Any|object|_?[A-Z]\w{0,3}|.*\bAny\b.*", text) else False


def documented(node: Function) -> Verdict:
    """Say what the docstring's fields tell; None if it is silent, or if it gives a choice."""
    verdicts: list[Verdict] = []
    for _, text in _FIELD.findall(ast.get_docstring(node) or ""):
        body = " ".join(text.split())
        found = _DOCUMENTED.match(body)
        if found is None:
            verdicts.append(None if "eferred" in body else False)
        else:
            verdicts.append(None if re.match(r"[}>\w.]*\s*,?\s*or\b", found["rest"]) else True)
    if None in verdicts:
        return None
    return True if True in verdicts else (False if verdicts else None)


class Finder:
    """Decides which functions of a `Source` return Deferreds."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.yes: set[str] = set()
        self.no: set[str] = set()
        for name, node in source.functions.items():
            self._judge(name, node)
        self.yes.update((*READ_BY_HAND, *GONE))
        self.yes.difference_update(ON_DEMAND)
        self.no |= ON_DEMAND
        self._by_interface()
        self.distinct = distinct(source, self.yes)
        while self._by_body():
            pass

    def _judge(self, name: str, node: Function) -> None:
        if isinstance(node, ast.AsyncFunctionDef) or self._is_no_function(node):
            self.no.add(name)
            return
        module = self.source.module_of(name)
        if any(self.source.meaning(decorator, module) in DECORATORS for decorator in node.decorator_list):
            self.yes.add(name)
            return
        verdict = annotated(node)
        if verdict is None:
            verdict = documented(node)
            if verdict and _may_return_nothing(node):
                return
        if verdict is not None:
            (self.yes if verdict else self.no).add(name)

    @staticmethod
    def _is_no_function(node: Function) -> bool:
        return any(
            "property" in ast.unparse(decorator) or "setter" in ast.unparse(decorator)
            for decorator in node.decorator_list
        )

    def _by_interface(self) -> None:
        """Add methods whose interface says that they return Deferreds, where their own text says nothing."""
        for name, node in self.source.classes.items():
            promised = {
                method.rpartition(".")[2]
                for interface in self._implemented(name, node)
                for ancestor in self.source.ancestors(interface)
                for method in (f"{ancestor}.{each.name}" for each in methods(self.source.classes[ancestor]))
                if method in self.yes
            }
            own = {f"{name}.{method.name}" for method in methods(node) if method.name in promised}
            self.yes |= own - self.no

    def _implemented(self, name: str, node: ast.ClassDef) -> list[str]:
        module = self.source.module_of(name)
        found: list[str] = []
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("implementer"):
                found += (interface for each in decorator.args if (interface := self.source.meaning(each, module)))
        return found

    def _by_body(self) -> bool:
        """Add functions whose every `return` gives a Deferred; say whether there were any."""
        added = {
            name
            for name, node in self.source.functions.items()
            if name not in self.yes and name not in self.no and self._returns_only_deferreds(name, node)
        }
        self.yes |= added
        return bool(added)

    def _returns_only_deferreds(self, name: str, node: Function) -> bool:
        own = list(_own_nodes(node))
        if any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in own) or not _always_returns(node.body):
            return False
        local = {
            each.targets[0].id: each.value
            for each in own
            if isinstance(each, ast.Assign) and len(each.targets) == 1 and isinstance(each.targets[0], ast.Name)
        }
        counts = [each.id for each in own if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]
        single = {key: value for key, value in local.items() if counts.count(key) == 1}
        returned = [each.value for each in own if isinstance(each, ast.Return)]
        return bool(returned) and all(
            value is not None
            and self._is_deferred(single.get(value.id, value) if isinstance(value, ast.Name) else value, name)
            for value in returned
        )

    def _is_deferred(self, node: ast.expr, inside: str) -> bool:
        if not isinstance(node, ast.Call):
            return False
        function = node.func
        if isinstance(function, ast.Attribute) and function.attr in {
            "addCallback",
            "addErrback",
            "addBoth",
            "addCallbacks",
        }:
            return True
        owner = inside.rpartition(".")[0]
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "self":
            return self._method(owner, function.attr) in self.yes
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Call):
            return function.attr in self.distinct
        meaning = self.source.meaning(function, self.source.module_of(inside))
        return meaning in self.yes or (meaning in self.source.classes and self.is_deferred_class(meaning))

    def _method(self, owner: str, name: str) -> str | None:
        for ancestor in self.source.ancestors(owner):
            if any(method.name == name for method in methods(self.source.classes[ancestor])):
                return f"{ancestor}.{name}"
        return None

    def is_deferred_class(self, name: str) -> bool:
        """Whether instances of the class are Deferreds."""
        return any(ancestor.endswith(".defer.Deferred") for ancestor in self.source.ancestors(name))


def _own_nodes(node: Function) -> list[ast.AST]:
    """Give the nodes of a function without those of functions in it."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = [*node.body]
    while waiting:
        current = waiting.pop()
        if not isinstance(current, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            found.append(current)
            waiting += ast.iter_child_nodes(current)
    return found


def _may_return_nothing(node: Function) -> bool:
    """Whether a body that is not abstract gives None on some path, whatever the docstring says."""
    returned = [each.value for each in _own_nodes(node) if isinstance(each, ast.Return)]
    return any(returned) and (None in returned or not _always_returns(node.body))


def _always_returns(body: list[ast.stmt]) -> bool:
    """Whether control cannot run off the end."""
    match body[-1]:
        case ast.Return() | ast.Raise():
            return True
        case ast.If(body=then, orelse=other):
            return bool(other) and _always_returns(then) and _always_returns(other)
        case ast.With(body=inner):
            return _always_returns(inner)
        case ast.Try(body=inner, handlers=handlers, orelse=other, finalbody=last):
            if last and _always_returns(last):
                return True
            return _always_returns(other or inner) and all(_always_returns(handler.body) for handler in handlers)
        case _:
            return False


def catalogue(root: Path, version: str) -> dict[str, object]:
    """Give the catalogue of the Twisted whose package folder is `root`."""
    source = Source(root)
    finder = Finder(source)
    classes = {name: _class_facts(name, source, finder) for name in source.classes}
    own_methods = {f"{name}.{method.name}" for name, node in source.classes.items() for method in methods(node)}
    own_methods.update(name for name in GONE if name.rpartition(".")[0] in source.classes)
    for name in sorted(finder.yes & set(GONE) & own_methods):
        owner, _, method = name.rpartition(".")
        classes[owner].setdefault("deferreds", []).append(method)
    return {
        "twisted": version,
        "moved_modules": MOVED_MODULES,
        "aliases": {
            public: name for public, name in source.public_names().items() if name in classes or name in finder.yes
        },
        "functions": sorted(finder.yes - own_methods),
        "decorators": sorted(DECORATORS),
        "classes": classes,
        "distinct_methods": distinct(source, finder.yes),
        "failures": FAILURES,
    }


def _class_facts(name: str, source: Source, finder: Finder) -> dict[str, list[str]]:
    """Give a class's bases, its methods that return Deferreds, and those that do not but replace one that does."""
    own = [method.name for method in methods(source.classes[name])]
    above = {
        method.name
        for ancestor in source.ancestors(name)
        if ancestor != name
        for method in methods(source.classes[ancestor])
        if f"{ancestor}.{method.name}" in finder.yes
    }
    facts = {
        "bases": source.bases(name),
        "deferreds": sorted({method for method in own if f"{name}.{method}" in finder.yes}),
        "others": sorted({method for method in own if f"{name}.{method}" not in finder.yes and method in above}),
    }
    return {key: value for key, value in facts.items() if value}


def distinct(source: Source, yes: set[str]) -> list[str]:
    """Give the method names by which a Deferred can be told whatever the object is: no other method has them.

    Only names of several words count (`fetchSpecific`): single ones (`examine`), and the handlers that a dispatcher
    calls (`ftp_CWD`), belong to too many other classes.
    """
    known = [f"{name}.{method.name}" for name, node in source.classes.items() for method in methods(node)]
    with_deferred = {name.rpartition(".")[2] for name in known if name in yes and ".defer." not in name}
    without = {name.rpartition(".")[2] for name in known if name not in yes}
    return sorted(
        name for name in with_deferred - without - COMMON_NAMES if re.fullmatch(r"[a-z]+([A-Z0-9]\w*)+", name)
    )


def main() -> None:
    """Write the data file."""
    found = importlib.util.find_spec("twisted")
    if found is None or found.origin is None:
        sys.exit("Twisted is not installed")
    made = catalogue(Path(found.origin).parent, twisted_version)
    DATA.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{DATA}: Twisted {twisted_version}, {len(DATA.read_bytes())} bytes")


if __name__ == "__main__":
    main()
