"""What codemods about Twisted ask of a text's outline, to learn cheaply that it holds nothing for them.

Each answer may be a yes too many, never a no too many. A text of which there is no outline may hold anything.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.analysis.twisted.possible_deferreds import REPORTERS, RETURN_VALUE, own_nodes, possible
from netfix.analysis.twisted.reach import may_be_about_twisted
from netfix.engine.outline import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.analysis.twisted.possible_deferreds import Possible
    from netfix.engine.document import Document


def may_be_program(document: Document) -> bool:
    """Whether a file may be about Twisted, and is not surely a test."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    return found is None or not found.is_surely_test


def may_drop_deferred(document: Document) -> bool:
    """Whether a statement may be a call that gives a Deferred."""
    if not may_be_program(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    return any(found.may_give_deferred(each.value) for each in found.names.outline.of_kind(ast.Expr))


def may_share_deferred(document: Document) -> bool:
    """Whether a function may end by returning an attribute or an item that it has set under a condition."""
    if not may_be_program(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    return any(map(_keeps, found.names.functions))


def _keeps(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    last = function.body[-1]
    if function.decorator_list or not isinstance(last, ast.Return):
        return False
    if not isinstance(last.value, (ast.Attribute, ast.Subscript)):
        return False
    kept = ast.unparse(last.value)
    branches = (each for each in function.body if isinstance(each, ast.If))
    assigned = (each for branch in branches for each in ast.walk(branch) if isinstance(each, ast.Assign))
    return any(ast.unparse(target) == kept for each in assigned for target in each.targets)


def may_try_around_deferred(document: Document) -> bool:
    """Whether the handlers of a `try` may name exceptions of Twisted's, and no others."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    for each in found.names.outline.of_kind(ast.Try):
        types = [kind for handler in each.handlers for kind in _types(handler)]
        if types and all(kind is not None and found.names.may_begin(kind, "twisted.") for kind in types):
            return True
    return False


def _types(handler: ast.ExceptHandler) -> list[ast.expr | None]:
    return [*handler.type.elts] if isinstance(handler.type, ast.Tuple) else [handler.type]


def may_take_deferred_for_value(document: Document) -> bool:
    """Whether a Deferred may be fired with, returned, tested or compared, or returned by its own callback."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    return (
        _may_fire_with_deferred(found)
        or any(map(found.may_be_deferred, _tested(found.names)))
        or any(_may_return_unwaited(found, function) for function in found.names.functions)
        or (not found.is_surely_test and _may_return_its_own(found))
    )


def _may_fire_with_deferred(found: Possible) -> bool:
    calls = (each.value for each in found.names.outline.of_kind(ast.Expr) if isinstance(each.value, ast.Call))
    fires = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "callback")
    given = (value for call in fires for value in _given(call))
    return any(map(found.may_be_deferred, given))


def _may_return_unwaited(found: Possible, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function that `inlineCallbacks` decorates may return a Deferred."""
    if not found.is_inline(function):
        return False
    for node in own_nodes(function):
        if isinstance(node, ast.Return) and node.value is not None and found.may_be_deferred(node.value):
            return True
        is_ending = isinstance(node, ast.Call) and found.names.may_be(node.func, {RETURN_VALUE})
        if is_ending and isinstance(node, ast.Call) and any(map(found.may_be_deferred, _given(node))):
            return True
    return False


def _may_return_its_own(found: Possible) -> bool:
    """Whether a callback may return a variable that is not its own, or an attribute."""
    given = (each for call in found.links for each in _given(call))
    functions = {function for each in given for function in found.meant(each)}
    return any(not isinstance(each, ast.Lambda) and _returns_from_around(each) for each in functions)


def _returns_from_around(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    own = list(own_nodes(function))
    loops = (each for each in own if isinstance(each, ast.comprehension))
    elsewhere = {id(name) for loop in loops for name in ast.walk(loop.target)}
    names = [each for each in own if isinstance(each, ast.Name) and id(each) not in elsewhere]
    bound = {each.id for each in names if isinstance(each.ctx, ast.Store)}
    if any(isinstance(each, (ast.Global, ast.Nonlocal)) for each in own):
        bound.clear()
    arguments = function.args
    every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg)
    bound.update(each.arg for each in every if each is not None)
    returned = [each.value for each in own if isinstance(each, ast.Return)]
    return any(
        isinstance(each, ast.Attribute) or (isinstance(each, ast.Name) and each.id not in bound) for each in returned
    )


def _tested(names: PossibleNames) -> Iterator[ast.expr]:
    """Give the variables and calls whose truth is asked for, and the calls that are compared."""
    outline = names.outline
    waiting = [each.test for each in outline.of_kind(ast.If)]
    waiting += (each.test for each in outline.of_kind(ast.While))
    waiting += (each.test for each in outline.of_kind(ast.IfExp))
    while waiting:
        test = waiting.pop()
        if isinstance(test, ast.BoolOp):
            waiting += test.values
        elif isinstance(test, ast.UnaryOp):
            waiting.append(test.operand)
        else:
            yield test
    for comparison in outline.of_kind(ast.Compare):
        yield from (side for side in (comparison.left, *comparison.comparators) if isinstance(side, ast.Call))


def may_call_callback(document: Document) -> bool:
    """Whether a call may be given to a Deferred in a callback's place."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    given = (value for call in found.links for value in _given(call))
    return any(isinstance(value, ast.Call) for value in given)


def may_lack_parameter(document: Document) -> bool:
    """Whether a function that takes nothing may be given to a Deferred."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    methods = set(map(id, found.methods))
    functions = {function for call in found.links for each in _given(call) for function in found.meant(each)}
    return any(
        _count(function.args) == (id(function) in methods)
        and (isinstance(function, ast.Lambda) or not function.decorator_list)
        for function in functions
    )


def _given(call: ast.Call) -> list[ast.expr]:
    """Give all arguments of a call."""
    return [*call.args, *(each.value for each in call.keywords)]


def _count(arguments: ast.arguments) -> int:
    """Count parameters that may take a result; more than one for a starred or a named one."""
    more = 2 * (arguments.vararg is not None or bool(arguments.kwonlyargs))
    return len(arguments.posonlyargs) + len(arguments.args) + more


def may_fall_through_errback(document: Document) -> bool:
    """Whether an errback and a callback may be added to Deferreds."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    errbacks = (each for call in found.links if last_name(call.func) == "addErrback" for each in _given(call))
    behind = (call for call in found.links if last_name(call.func) in {"addCallback", "addCallbacks"})
    called = (function for call in behind for each in _given(call) for function in found.meant(each))
    return any(True for _ in called) and any(_may_give_nothing(found, each) for each in errbacks)


def _may_give_nothing(found: Possible, given: ast.expr) -> bool:
    """Whether an errback may return None: one that reports, or a function without a value."""
    body = given.body if isinstance(given, ast.Lambda) else given
    if isinstance(body, ast.Call):
        body = body.func
    return found.names.may_be(body, REPORTERS) or any(
        isinstance(function, ast.FunctionDef) and not any(map(_gives_value, own_nodes(function)))
        for function in found.meant(given)
    )


def _gives_value(node: ast.AST) -> bool:
    if isinstance(node, (ast.Raise, ast.Yield, ast.YieldFrom)):
        return True
    is_none = isinstance(node, ast.Return) and isinstance(node.value, ast.Constant) and node.value.value is None
    return isinstance(node, ast.Return) and node.value is not None and not is_none


def may_lack_yield(document: Document) -> bool:
    """Whether a function that `inlineCallbacks` decorates, or that calls `returnValue`, may be no generator."""
    found = document.fact(possible)
    if found is None:
        return True
    for function in found.names.functions:
        if isinstance(function, ast.AsyncFunctionDef):
            continue
        own = list(own_nodes(function))
        if any(isinstance(each, (ast.Yield, ast.YieldFrom)) for each in own):
            continue
        if function.decorator_list and found.is_inline(function):
            return True
        ends = (each.func for each in own if isinstance(each, ast.Call))
        if any(found.names.may_be(each, {RETURN_VALUE}) for each in ends):
            return True
    return False


def may_use_unwaited(document: Document) -> bool:
    """Whether a function that can wait may use what a call gives that it does not wait for."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    waiting = (
        function
        for function in found.names.functions
        if isinstance(function, ast.AsyncFunctionDef) or found.is_inline(function)
    )
    return any(_uses_call(found, function) for function in waiting)


def _uses_call(found: Possible, function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    own = list(own_nodes(function))
    kinds = (ast.Await, ast.Yield, ast.YieldFrom, ast.Return, ast.Expr)
    left_alone = {id(each.value) for each in own if isinstance(each, kinds)}
    return any(
        id(each) not in left_alone and found.may_give_deferred(each) for each in own if isinstance(each, ast.Call)
    )


def may_ask_failure(document: Document) -> bool:
    """Whether a failure may be asked what it is."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    if any(each.attr == "subFailure" for each in found.names.outline.of_kind(ast.Attribute)):
        return False
    functions = {function for call in found.links for each in _given(call) for function in found.meant(each)}
    return any(_asks_parameter(function) for function in functions)


def _asks_parameter(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
    """Whether `trap` or `check` of a parameter may be called somewhere in a function."""
    names = {each.arg for each in (*function.args.posonlyargs, *function.args.args)}
    asked = (each for each in ast.walk(function) if isinstance(each, ast.Attribute) and each.attr in {"trap", "check"})
    return any(last_name(each.value) in names for each in asked)


def may_fire_twice(document: Document) -> bool:
    """Whether a Deferred may be fired by two statements, by one in a loop, or at the end of a connection."""
    if not may_be_program(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    outline = found.names.outline
    calls = (each.value.func for each in outline.of_kind(ast.Expr) if isinstance(each.value, ast.Call))
    fires = sum(isinstance(each, ast.Attribute) and each.attr in {"callback", "errback"} for each in calls)
    has_loop = bool(outline.of_kind(ast.For) or outline.of_kind(ast.AsyncFor) or outline.of_kind(ast.While))
    has_end = any(function.name in {"clientConnectionLost", "connectionLost"} for function in found.names.functions)
    return fires > 1 or (fires == 1 and (has_loop or has_end))
