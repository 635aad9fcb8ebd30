"""Kinds of what calls return: of builtins, of the standard library, of functions and methods in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.analysis.values.functions import kind_of_outcome, returned_by
from netfix.analysis.values.kind import NOTHING, STRINGS, Kind, joined, unknown
from netfix.analysis.values.known_methods import AWAITED_METHODS, CODEC, METHODS_BY_NAME, METHODS_OF_KIND, MethodRule
from netfix.analysis.values.known_results import BUILTIN_CALLS, QUALIFIED_CALLS
from netfix.analysis.values.libraries import Library
from netfix.engine.dialect import Dialect
from netfix.engine.expressions import literal_string
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.values.kinds import Kinds

#: Packages that give modules of the standard library other names, or do the same without blocking.
_SAME_MODULES = ("six.moves.", "future.moves.", "gevent.", "eventlet.green.")
_KEYWORDS = frozenset({"encoding", "errors", "sep", "maxsplit", "keepends", "size", "n", "chars"})
#: Methods whose argument is how much to read.
_TAKES_A_SIZE = frozenset({"recv", "recvfrom", "read", "readline"})

_NOT_KNOWN = "nothing tells what this call returns"


def kind_of_call(kinds: Kinds, call: cst.Call) -> Kind:
    """Give the kind of what a call returns."""
    function = call.func
    if isinstance(function, cst.Name):
        if kinds.scopes.is_builtin(function, function.value):
            return _of_builtin(kinds, function, function, function.value)
        local = _of_local(kinds, function)
        if local is not None:
            return local
    imported = _of_lookup(kinds, call) or _of_import(kinds, function)
    if imported is not None:
        return imported
    if not isinstance(function, cst.Attribute):
        return unknown(_NOT_KNOWN)
    if isinstance(function.value, cst.Name) and kinds.scopes.is_builtin(function.value, function.value.value):
        name = f"{function.value.value}.{function.attr.value}"
        if name in BUILTIN_CALLS:
            return _of_builtin(kinds, function.value, function, name)
    return _of_method(kinds, call, function)


def _of_builtin(kinds: Kinds, root: cst.Name, function: cst.BaseExpression, name: str) -> Kind:
    """Give the kind of what a builtin returns; a star import may have replaced it."""
    word = BUILTIN_CALLS.get(name)
    if word is None:
        return _of_import(kinds, function) or unknown(_NOT_KNOWN)
    kind = kinds.known(word, returned_by(name))
    return kind if kinds.scopes.is_surely_builtin(root, root.value) else kind.doubted()


def _of_local(kinds: Kinds, name: cst.Name) -> Kind | None:
    """Give the kind of what a class or function of the file returns; None if the name is none."""
    bindings = kinds.scopes.bindings_of(name)
    definition = bindings[0].node if len(bindings) == 1 else None
    if isinstance(definition, cst.ClassDef):
        return instance_of(kinds, definition)
    if isinstance(definition, cst.FunctionDef):
        return _returned(kinds, definition)
    return None


def instance_of(kinds: Kinds, definition: cst.ClassDef) -> Kind:
    """Give the kind of what calling a class makes."""
    name = definition.name.value
    creates = kinds.classes.defines(definition, frozenset({"__new__"}))
    if creates:
        return unknown(f"{name} decides itself what its call makes")
    return Kind((f"instance of {name}",), f"it is made by {name}()", certain=creates is False, class_node=definition)


def _of_lookup(kinds: Kinds, call: cst.Call) -> Kind | None:
    """Give the kind of `os.environ.get(name, default)`; None for other calls."""
    if kinds.scopes.qualified(call.func) not in {"os.environ.get", "os.getenv"}:
        return None
    if len(call.args) != 2:  # noqa: PLR2004 - the name and its default
        return unknown("the environment may not have it")
    return joined((kinds.known("native", "it comes from the environment"), kinds.infer(call.args[1].value)))


def _of_import(kinds: Kinds, function: cst.BaseExpression) -> Kind | None:
    """Give the kind of what an imported function returns; None if the function is not imported.

    Of what a star import may give, only functions that are known count: the rest may be an object's method.
    """
    names = kinds.scopes.qualified_all(function)
    if not names:
        return None
    if len(names) == 1 and kinds.scopes.qualified(function) is None:
        return unknown("it may have been rebound")
    words = [_word_of_qualified(name) for name in names]
    if not all(words):
        return unknown(_NOT_KNOWN) if _root_is_bound(kinds, function) else None
    called = returned_by(min(names))
    kind = joined(kinds.known(word, called) for word in words if word)
    return kind.doubted() if kinds.libraries.has(Library.MOCK) else kind


def _root_is_bound(kinds: Kinds, node: cst.BaseExpression) -> bool:
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, cst.Name) and kinds.scopes.lookup(node) is not None


def _word_of_qualified(name: str) -> str | None:
    for prefix in _SAME_MODULES:
        name = name.removeprefix(prefix)
    module, _, member = name.rpartition(".")
    return BUILTIN_CALLS.get(member) if module in {"builtins", "__builtin__"} else QUALIFIED_CALLS.get(name)


def _of_method(kinds: Kinds, call: cst.Call, function: cst.Attribute) -> Kind:
    """Give the kind of what a method returns, from what its object is or else from its name alone."""
    name = function.attr.value
    receiver = kinds.infer(function.value)
    if not receiver.alternatives:
        return NOTHING
    receiver = receiver.without_none() if not receiver.is_unknown else receiver
    if receiver.class_node is not None:
        method = kinds.classes.method(receiver.class_node, name)
        if method is not None:
            kind = _returned(kinds, method)
            return kind if receiver.certain else kind.doubted()
        if kinds.classes.family(receiver.class_node).is_complete:
            return unknown(_NOT_KNOWN)
    elif not receiver.is_unknown and receiver.certain:
        return _of_known_receiver(kinds, call, receiver, name)
    by_name = _by_name(kinds, call, name)
    if by_name.is_unknown and not receiver.is_unknown and receiver.class_node is None:
        return _of_known_receiver(kinds, call, receiver, name)
    return by_name


def _returned(kinds: Kinds, function: cst.FunctionDef) -> Kind:
    """Give the kind of what calling a function of the file gives."""
    if function.asynchronous is not None:
        return Kind(("coroutine",), "it is a coroutine")
    return kind_of_outcome(kinds, function)


def _of_known_receiver(kinds: Kinds, call: cst.Call, receiver: Kind, name: str) -> Kind:
    """Give the kind of what the methods of known types return."""
    found: list[Kind] = []
    for alternative in receiver.alternatives:
        word = METHODS_OF_KIND.get(alternative, {}).get(name)
        if word is None:
            return unknown(f"nothing tells what {name}() of {receiver.with_article} returns")
        if word != "same":
            found.append(kinds.known(word, returned_by(name)))
        elif call.args and alternative in STRINGS and kinds.dialect is Dialect.PYTHON2:
            # A str that meets unicode becomes unicode.
            found.append(kinds.known("string", returned_by(name)))
        else:
            found.append(Kind((alternative,), returned_by(name)))
    kind = joined(found)
    return kind if receiver.certain else kind.doubted()


def _by_name(kinds: Kinds, call: cst.Call, name: str) -> Kind:
    """Give the kind of what a method of this name returns, where nothing in the file speaks against it."""
    rule = METHODS_BY_NAME.get(name)
    if rule is None:
        return unknown(_NOT_KNOWN)
    if kinds.classes.is_patched(name):
        return unknown(f"the file defines a {name}() itself")
    if kinds.libraries.has(rule.doubt):
        groups = [group for group in Library if group & rule.doubt]
        return unknown(f"the file imports {kinds.libraries.names(*groups)}, whose {name}() may give anything")
    if not _fits(call, rule, name) or (name in _TAKES_A_SIZE and not _is_given_a_size(kinds, call)):
        return unknown(f"{name}() is not called as that of a built-in type")
    return kinds.known(rule.result, returned_by(name))


def _is_given_a_size(kinds: Kinds, call: cst.Call) -> bool:
    """Whether the first argument, if there is one, may be a number: ConfigParser().read(names) is no file's."""
    size = kinds.infer(call.args[0].value) if call.args else None
    return size is None or size.is_unknown or not size.alternatives or size.is_one_of(frozenset({"int", "bool"}))


def _fits(call: cst.Call, rule: MethodRule, name: str) -> bool:
    """Whether the arguments are those that the method of the known types takes."""
    if any(argument.star or (argument.keyword and argument.keyword.value not in _KEYWORDS) for argument in call.args):
        return False
    if not rule.least <= len(call.args) <= rule.most:
        return False
    if name in {"encode", "decode"} and call.args:
        # JSONDecoder().decode(text) is no string; a codec's name shows that this one is.
        codec = literal_string(call.args[0].value)
        return codec is not None and CODEC.match(codec) is not None
    return True


def kind_of_await(kinds: Kinds, node: cst.Await) -> Kind:
    """Give the kind of what awaiting a call gives: of asyncio's streams, and of coroutines in the file."""
    call = node.expression
    if not isinstance(call, cst.Call):
        return unknown(_NOT_KNOWN)
    if isinstance(call.func, cst.Name):
        bindings = kinds.scopes.bindings_of(call.func)
        definition = bindings[0].node if len(bindings) == 1 else None
        if isinstance(definition, cst.FunctionDef) and definition.asynchronous is not None:
            return kind_of_outcome(kinds, definition)
        return unknown(_NOT_KNOWN)
    name = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
    is_stream = name in AWAITED_METHODS and "asyncio" in kinds.scopes.imported_packages
    if not is_stream or kinds.classes.is_patched(name) or kinds.libraries.has(Library.ARRAY, Library.MOCK):
        return unknown(_NOT_KNOWN)
    return kinds.known("string", returned_by(name))
