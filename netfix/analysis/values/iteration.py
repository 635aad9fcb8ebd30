"""Whether what an expression gives is only gone through once, so that an iterator is as good as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netfix.engine.expressions import is_name
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.scopes import Scopes
    from netfix.engine.tree import Tree

#: Builtins that go through their argument and keep nothing of it.
_CONSUMERS = frozenset({
    "list", "tuple", "set", "frozenset", "dict", "sorted", "any", "all", "sum", "min", "max", "bytes", "bytearray",
    "reduce",
})  # fmt: skip
_CHANGING_METHODS = frozenset({
    "append", "extend", "insert", "remove", "pop", "popitem", "clear", "update", "setdefault", "add", "discard",
    "sort", "reverse", "__setitem__",
})  # fmt: skip
_HARMLESS_CALLS = frozenset({
    "print", "len", "str", "repr", "int", "float", "bool", "isinstance", "ord", "chr", "min", "max", "abs", "sorted",
    "list", "tuple", "dict", "set", "range", "hasattr",
})  # fmt: skip


def is_consumed(tree: Tree, scopes: Scopes, node: cst.BaseExpression) -> bool:
    """Whether an expression is gone through at once, before anything else happens."""
    parent = tree.parent(node)
    if isinstance(parent, cst.Arg):
        call = tree.parent(parent)
        if not isinstance(call, cst.Call) or parent.keyword is not None:
            return False
        if parent.star == "*":
            return True
        if isinstance(call.func, cst.Attribute):
            return call.func.attr.value == "join" and isinstance(call.func.value, cst.SimpleString)
        name = call.func.value if isinstance(call.func, cst.Name) else ""
        return name in _CONSUMERS and scopes.is_builtin(call.func, name)
    if isinstance(parent, cst.StarredElement):
        return True
    if isinstance(parent, cst.Assign):
        targets = [target.target for target in parent.targets]
        return len(targets) == 1 and isinstance(targets[0], (cst.Tuple, cst.List))
    return False


def is_only_iterated(tree: Tree, scopes: Scopes, node: cst.BaseExpression) -> bool:
    """Whether an expression is gone through once, at once or by the loop around it."""
    parent = tree.parent(node)
    is_loop = isinstance(parent, (cst.For, cst.CompFor)) and parent.iter is node
    return is_loop or is_consumed(tree, scopes, node)


def is_undisturbed_loop(
    tree: Tree, scopes: Scopes, node: cst.BaseExpression, sources: list[cst.BaseExpression]
) -> bool:
    """Whether an expression is what a loop goes through, and nothing in the loop can change the `sources` of it."""
    loop = tree.parent(node)
    if isinstance(loop, cst.CompFor) and loop.iter is node:
        inside: cst.CSTNode | None = tree.parent(loop)
        while isinstance(inside, cst.CompFor):
            inside = tree.parent(inside)
        parts: list[cst.CSTNode] = [] if inside is None else list(inside.children)
    elif isinstance(loop, cst.For) and loop.iter is node:
        parts = [loop.body]
    else:
        return False
    names = [source.value for source in sources if isinstance(source, cst.Name)]
    is_local = len(names) == len(sources)
    return not any(_disturbs(part, names, scopes, is_local=is_local, skipped=node) for part in parts)


def _disturbs(part: cst.CSTNode, names: list[str], scopes: Scopes, *, is_local: bool, skipped: cst.CSTNode) -> bool:
    """Whether code may change what the names stand for, or, if they are not all, anything at all."""
    waiting = [part]
    while waiting:
        node = waiting.pop()
        if node is skipped:
            continue
        match node:
            case cst.Call() if not _is_harmless(node, scopes):
                if not is_local or _touches(node, names):
                    return True
            case cst.Subscript() | cst.Del() if not is_local:
                return True
            case cst.Del() | cst.AugAssign():
                return True
            case cst.AssignTarget(target=cst.Subscript(value=changed)) if is_name(changed, *names):
                return True
            case cst.Yield() | cst.Await():
                return True
            case _:
                pass
        waiting += node.children
    return False


def _is_harmless(call: cst.Call, scopes: Scopes) -> bool:
    return (
        isinstance(call.func, cst.Name)
        and call.func.value in _HARMLESS_CALLS
        and scopes.is_builtin(call.func, call.func.value)
    )


def _touches(call: cst.Call, names: list[str]) -> bool:
    """Whether a call may change one of the named objects: by a method of its, or because it is handed over."""
    if isinstance(call.func, cst.Attribute) and is_name(call.func.value, *names):
        return call.func.attr.value in _CHANGING_METHODS
    return any(is_name(argument.value, *names) for argument in call.args)
