"""What codemods about the reactor, its threads and its transports ask of an outline, as `twisted.candidates`."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from netfix.analysis.names.possible_names import possible_names
from netfix.analysis.twisted.candidates import may_be_program
from netfix.analysis.twisted.possible_deferreds import possible
from netfix.analysis.twisted.reach import may_be_about_twisted
from netfix.engine.outline import last_name

if TYPE_CHECKING:
    from netfix.engine.document import Document


def may_call_reactor_from_thread(document: Document, methods: frozenset[str]) -> bool:
    """Whether such a method of the reactor may be called in a function that is given to a thread."""
    if not may_be_about_twisted(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    calls = found.names.outline.of_kind(ast.Call)
    threading = {"deferToThread", "deferToThreadPool", "callInThread", "callInThreadWithCallback", "submit"}
    if not any(function.name == "run" for function in found.names.functions) and not any(
        last_name(call.func) in threading or any(each.arg == "target" for each in call.keywords) for call in calls
    ):
        return False
    return any(
        found.names.may_be(call.func, {f"twisted.internet.reactor.{name}" for name in methods}) for call in calls
    )


def may_run_reactor(document: Document) -> bool:
    """Whether `reactor.run()` may be a statement."""
    names = document.fact(possible_names)
    if names is None:
        return True
    calls = (each.value for each in names.outline.of_kind(ast.Expr) if isinstance(each.value, ast.Call))
    return any(names.may_be(call.func, {"twisted.internet.reactor.run"}) for call in calls)


def may_block(document: Document, functions: frozenset[str], builtins: frozenset[str]) -> bool:
    """Whether one of these functions may be called in a program that is about Twisted."""
    if not may_be_program(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    return found.names.may_call(functions) or found.names.may_call_builtin(*builtins)


def may_write_text(document: Document) -> bool:
    """Whether something that may be text may be given to a transport."""
    if not may_be_program(document):
        return False
    found = document.fact(possible)
    if found is None:
        return True
    for call in found.names.outline.of_kind(ast.Call):
        function = call.func
        given = [*call.args, *(each.value for each in call.keywords)]
        is_bytes = bool(given) and isinstance(given[0], ast.Constant) and isinstance(given[0].value, bytes)
        if not isinstance(function, ast.Attribute) or not given or is_bytes:
            continue
        to_transport = last_name(function.value) == "transport" and function.attr in {"write", "writeSequence"}
        if to_transport or function.attr in {"sendLine", "sendString"}:
            return True
    return False
