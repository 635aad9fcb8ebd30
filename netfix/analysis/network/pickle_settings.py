"""Settings by which libraries are told to send pickles, or to take them from others.

Sources: the references of Celery 5 and kombu 5, of Pyro 4, of RPyC 6 and of Django 4.0.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netfix.analysis.names.files_of_tests import is_test_file
from netfix.analysis.names.written_names import names
from netfix.engine.expressions import dotted, is_name, literal_string
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netfix.analysis.names.possible_names import PossibleNames
    from netfix.engine.document import Document

#: What the serializer is called, by its names in Celery, kombu, Pyro 4 and Django.
_PICKLE = names(
    "pickle application/x-python-serialize cloudpickle dill",
    "django.contrib.sessions.serializers.PickleSerializer",
)
#: Names of settings that hold serializers, in a program which imports one of the packages.
_SETTINGS = {
    **dict.fromkeys(
        names("accept_content result_accept_content task_serializer result_serializer event_serializer"),
        frozenset({"celery", "kombu"}),
    ),
    **dict.fromkeys(names("SERIALIZER SERIALIZERS_ACCEPTED"), frozenset({"Pyro4", "Pyro"})),
    "allow_pickle": frozenset({"rpyc"}),
}
#: Names that speak for themselves, in whatever file.
_TELLING = names(
    "CELERY_ACCEPT_CONTENT CELERY_TASK_SERIALIZER CELERY_RESULT_SERIALIZER CELERY_EVENT_SERIALIZER SESSION_SERIALIZER",
)
#: What a program says that is connected with others than itself.
_CONNECTING = re.compile(r"\b(?:bind|connect|listen|Proxy|Daemon|serveSimple|start_ns)\s*\(")
_GIVEN_SOCKET = re.compile(r"\bconnected_?[sS]ocket\s*=")


def pickle_settings(document: Document) -> Iterator[tuple[cst.CSTNode, str]]:
    """Give the places at which a program has a library speak pickle, each with the setting's name; none in tests."""
    if is_test_file(document) or ("socketpair(" in document.text and not _connects(document.text)):
        return
    for node, name, value in (*_assigned(document), *_given(document)):
        is_switch = name == "allow_pickle" and is_name(value, "True")
        if _is_setting(document, name) and (is_switch or _means_pickle(value)):
            yield node, name


def _connects(text: str) -> bool:
    """Whether a program speaks with others than itself; Pyro can be given a socket that is connected already."""
    return _CONNECTING.search(text) is not None and _GIVEN_SOCKET.search(text) is None


def _assigned(document: Document) -> Iterator[tuple[cst.CSTNode, str, cst.BaseExpression]]:
    """Give all settings that are assigned, or stand in a dictionary: the place, the name, the value."""
    for assign in document.tree.of_kind(cst.Assign):
        for target in assign.targets:
            yield assign, _name(target.target), assign.value
    for element in document.tree.of_kind(cst.DictElement):
        yield element, literal_string(element.key) or "", element.value


def _given(document: Document) -> Iterator[tuple[cst.CSTNode, str, cst.BaseExpression]]:
    """Give all settings that are keyword arguments, or to which something is added."""
    for call in document.tree.of_kind(cst.Call):
        for argument in call.args:
            if argument.keyword is not None:
                yield argument, argument.keyword.value, argument.value
        if isinstance(call.func, cst.Attribute) and call.func.attr.value in {"add", "append"} and call.args:
            yield call, _name(call.func.value), call.args[0].value


def _name(target: cst.BaseExpression) -> str:
    """Give the name of a setting that is assigned: a variable's, an attribute's, a key."""
    if isinstance(target, cst.Subscript):
        index = target.slice[0].slice
        return (literal_string(index.value) or "") if isinstance(index, cst.Index) else ""
    return (dotted(target) or "").rpartition(".")[2]


def _is_setting(document: Document, name: str) -> bool:
    packages = _SETTINGS.get(name, frozenset[str]())
    return name in _TELLING or bool(packages & document.scopes.imported_packages)


def _means_pickle(value: cst.BaseExpression) -> bool:
    """Whether a value names the pickle serializer, alone or among others."""
    if isinstance(value, (cst.List, cst.Tuple, cst.Set)):
        return any(_means_pickle(element.value) for element in value.elements)
    return literal_string(value) in _PICKLE


def may_set_pickle(document: Document, possible: PossibleNames) -> bool:
    """Whether a text may hold such a setting."""
    settings = _TELLING.union(*({name} for name, packages in _SETTINGS.items() if packages & possible.packages))
    texts = frozenset(possible.texts)
    is_named = any(name in texts or name in document.text for name in settings)
    return is_named and ("allow_pickle" in settings or not texts.isdisjoint(_PICKLE))
