"""Kinds of variables and attributes: of what is assigned to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netfix.analysis.values.annotations import kind_of_annotation
from netfix.analysis.values.flow import GIVES_NOTHING
from netfix.analysis.values.kind import NOTHING, Kind, joined, unknown
from netfix.analysis.values.known_results import QUALIFIED_VALUES
from netfix.analysis.values.operators import kind_of_augmented
from netfix.analysis.values.subscripts import element_of, parts_of, parts_of_elements
from netfix.engine.bindings import BindingKind, ScopeKind
from netfix.engine.expressions import dotted
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.analysis.values.kinds import Kinds
    from netfix.engine.scopes import Binding, Scope

_CONSTANTS = {
    "None": Kind(("None",), "it is None"),
    "True": Kind(("bool",), "it is True"),
    "False": Kind(("bool",), "it is False"),
}
#: What enters itself into a `with` block.
_ENTERS_ITSELF = frozenset({"file", "socket", "response", "StringIO", "BytesIO"})


def kind_of_name(kinds: Kinds, name: cst.Name) -> Kind:
    """Give the kind of a variable where it is used."""
    if name.value in _CONSTANTS:
        return _CONSTANTS[name.value]
    known = _of_imported_value(kinds, name)
    if known is not None:
        return known
    scope = kinds.scopes.lookup(name)
    if scope is None:
        is_own_name = kinds.scopes.is_surely_builtin(name, "__name__")
        return (
            kinds.known("native", "it is the module's name")
            if is_own_name
            else unknown(f"nothing in the file gives {name.value} a value")
        )
    kind = _of_variable(kinds, name, scope)
    if kind.is_sized_builtin and kind.certain:
        return kind
    return _narrowed(kinds, name, scope, kind)


def _narrowed(kinds: Kinds, name: cst.Name, scope: Scope, kind: Kind) -> Kind:
    """Take in what the tests around the name say."""
    fact = kinds.narrowing.fact(name, scope)
    if fact is None:
        return kind
    if fact.alternatives is None:
        return _not_none(kind, name.value)
    if kinds.classes.changed_builtins.intersection(fact.alternatives):
        return unknown(f"{name.value} may be of a class of this file that changes what a built-in type does")
    return Kind(fact.alternatives, f"{name.value} is tested to be {Kind(fact.alternatives, '').with_article}")


def _not_none(kind: Kind, name: str) -> Kind:
    if not kind.may_be_none:
        return kind
    rest = kind.without_none()
    return replace(rest, why=f"{name} is not None here, and otherwise {rest.with_article}")


def _of_variable(kinds: Kinds, name: cst.Name, scope: Scope) -> Kind:
    bindings = scope.bindings(name.value)
    if scope.binds_unseen:
        return unknown(f"{name.value} may be bound by code that is not written out")
    seen = kinds.flow.reaching(name, bindings) if bindings else None
    if _star_may_bind(kinds, scope, seen, bindings):
        return unknown(f"{name.value} may come from a star import")
    if seen is not None:
        return _settled_binding(kinds, seen)
    if scope.kind is ScopeKind.CLASS:
        return unknown(f"{name.value} may be that of the module, where the class has not bound it yet")
    return kinds.settled(
        (scope, name.value), lambda: joined((_settled_binding(kinds, each) for each in bindings), name.value)
    )


def _settled_binding(kinds: Kinds, binding: Binding) -> Kind:
    kind = kinds.settled((binding.target, binding.kind), lambda: kind_of_binding(kinds, binding))
    return kind.about(binding.name)


def _star_may_bind(kinds: Kinds, scope: Scope, seen: Binding | None, bindings: tuple[Binding, ...]) -> bool:
    """Whether the value may come from a star import.

    Not if one of the file's own assignments always comes after the import: the one that is seen, or one among the
    statements of the module itself.
    """
    if not scope.stars:
        return False
    own = [seen] if seen is not None else [each for each in bindings if _is_unconditional(kinds, each)]
    last_star = max(kinds.flow.order(star.node) for star in scope.stars)
    return not any(kinds.flow.order(each.node) > last_star for each in own)


def _is_unconditional(kinds: Kinds, binding: Binding) -> bool:
    line = kinds.tree.parent(binding.node)
    return isinstance(line, cst.SimpleStatementLine) and isinstance(kinds.tree.parent(line), cst.Module)


_OF_DEFINITIONS = {
    BindingKind.EXCEPT: Kind(("exception",), "it is an exception"),
    BindingKind.DEF: Kind(("function",), "it is a function"),
    BindingKind.CLASS: Kind(("class",), "it is a class"),
}


def kind_of_binding(kinds: Kinds, binding: Binding) -> Kind:
    """Give the kind of the value that one binding gives a name; nothing, if it gives none."""
    if binding.kind in GIVES_NOTHING:
        return NOTHING
    if binding.kind in _OF_DEFINITIONS:
        is_decorated = bool(getattr(binding.node, "decorators", ()))
        return unknown("a decorator may make anything of it") if is_decorated else _OF_DEFINITIONS[binding.kind]
    match binding.node:
        case cst.Assign() | cst.AnnAssign() | cst.NamedExpr():
            return _of_assignment(kinds, binding)
        case cst.AugAssign() as statement:
            return kind_of_augmented(kinds, statement)
        case cst.Param() as parameter:
            return _of_parameter(kinds, binding, parameter)
        case (cst.For() | cst.CompFor()) as loop:
            return _of_loop(kinds, binding, loop)
        case cst.WithItem() as item:
            return _of_context(kinds, binding, item)
        case _:
            return _of_rest(kinds, binding)


def _of_rest(kinds: Kinds, binding: Binding) -> Kind:
    """Give the kinds of what match patterns take and of imported modules."""
    if isinstance(binding.node, cst.MatchStar):
        return Kind(("list",), "it is the rest of a matched sequence")
    if isinstance(binding.node, cst.MatchMapping):
        return Kind(("dict",), "it is the rest of a matched mapping")
    if isinstance(kinds.tree.parent(binding.node), cst.Import):
        return Kind(("module",), "it is a module")
    return unknown(f"nothing tells what {binding.name} is")


def _of_assignment(kinds: Kinds, binding: Binding) -> Kind:
    if binding.value is None:
        return _of_part(kinds, binding.target, binding.name)
    kind = kinds.infer(binding.value)
    if kind.is_unknown and isinstance(binding.node, cst.AnnAssign):
        return kind_of_annotation(binding.node.annotation.annotation, kinds.scopes, kinds.dialect)
    return kind


def _of_part(kinds: Kinds, target: cst.BaseExpression, name: str) -> Kind:
    """Give the kind of what a target gets when a value is taken apart."""
    not_known = unknown(f"{name} is part of something that is taken apart")
    element = kinds.tree.parent(target)
    if isinstance(target, cst.StarredElement) or isinstance(element, cst.StarredElement):
        return Kind(("list",), "it takes the rest of what is taken apart")
    whole = kinds.tree.parent(element) if element is not None else None
    if not isinstance(whole, (cst.Tuple, cst.List)):
        return not_known
    if any(isinstance(each, cst.StarredElement) for each in whole.elements):
        return not_known
    places = [each.value for each in whole.elements]
    parts = _parts_assigned(kinds, whole)
    return parts[places.index(target)] if parts is not None and len(parts) == len(places) else not_known


def _parts_assigned(kinds: Kinds, whole: cst.Tuple | cst.List) -> list[Kind] | None:
    """Give the kinds of the parts that a tuple of targets gets."""
    holder = kinds.tree.parent(whole)
    statement = kinds.tree.parent(holder) if isinstance(holder, cst.AssignTarget) else holder
    parts = None
    if isinstance(statement, cst.Assign):
        parts = parts_of(kinds, statement.value)
    elif isinstance(statement, (cst.For, cst.CompFor)) and statement.asynchronous is None:
        parts = parts_of_elements(kinds, statement.iter)
    return None if parts is None else list(parts)


def _of_parameter(kinds: Kinds, binding: Binding, parameter: cst.Param) -> Kind:
    name = binding.name
    if parameter.star == "*":
        return Kind(("tuple",), f"{name} is *{name}")
    if parameter.star == "**":
        return Kind(("dict",), f"{name} is **{name}")
    default = kinds.infer(parameter.default) if parameter.default is not None else NOTHING
    if parameter.annotation is not None:
        declared = kind_of_annotation(parameter.annotation.annotation, kinds.scopes, kinds.dialect)
        return joined((declared, default), name) if default.alternatives == ("None",) else declared
    own = kinds.classes.class_of_self(binding.target)
    if own is not None:
        return Kind((f"instance of {own.name.value}",), f"{name} is the object itself", certain=False, class_node=own)
    if default.alternatives and not default.is_unknown and not default.may_be_none:
        return replace(default, why=f"only the default of {name} is known", certain=False)
    return unknown(f"{name} is a parameter, and callers may pass anything")


def _of_loop(kinds: Kinds, binding: Binding, loop: cst.For | cst.CompFor) -> Kind:
    if loop.asynchronous is not None:
        return unknown("nothing tells what an asynchronous loop gives")
    if loop.target is binding.target:
        return element_of(kinds, loop.iter)
    return _of_part(kinds, binding.target, binding.name)


def _of_context(kinds: Kinds, binding: Binding, item: cst.WithItem) -> Kind:
    statement = kinds.tree.parent(item)
    not_known = unknown("nothing tells what this context manager gives")
    is_plain = isinstance(statement, cst.With) and statement.asynchronous is None
    if not is_plain or item.asname is None or item.asname.name is not binding.target:
        return not_known
    manager = item.item
    if isinstance(manager, cst.Call) and kinds.scopes.qualified(manager.func) == "contextlib.closing" and manager.args:
        return kinds.infer(manager.args[0].value)
    kind = kinds.infer(manager)
    return kind if kind.is_one_of(_ENTERS_ITSELF) else not_known


def _of_imported_value(kinds: Kinds, node: cst.BaseExpression) -> Kind | None:
    """Give the kind of a value of the standard library, such as `sys.argv`; None for all else."""
    qualified = kinds.scopes.qualified(node)
    word = QUALIFIED_VALUES.get(qualified or "")
    return kinds.known(word, f"it is {qualified}") if word else None


def kind_of_attribute(kinds: Kinds, node: cst.Attribute) -> Kind:
    """Give the kind of `sys.argv` and the like, and of attributes of objects of the file's own classes."""
    known = _of_imported_value(kinds, node)
    if known is not None:
        return known
    owner = kinds.classes.class_of_self(node.value)
    if owner is None and isinstance(node.value, (cst.Name, cst.Call)) and not kinds.scopes.qualified_all(node):
        owner = kinds.infer(node.value).class_node
    if owner is None:
        return unknown(f"nothing tells what the attribute {node.attr.value} is")
    name = node.attr.value
    kind = kinds.settled((owner, name), lambda: _of_member(kinds, owner, name))
    return kind.about(dotted(node) or name)


def _of_member(kinds: Kinds, owner: cst.ClassDef, name: str) -> Kind:
    """Give the kind of an attribute from all assignments in the file.

    Never certain, because subclasses and other modules may assign it; unless it is annotated.
    """
    family = kinds.classes.family(owner).members
    found: list[Kind] = []
    declared: list[Kind] = []
    for member in family:
        scope = kinds.scopes.opened_by(member)
        for binding in scope.bindings(name) if scope is not None else ():
            found.append(_settled_binding(kinds, binding))
            if isinstance(binding.node, cst.AnnAssign):
                declared.append(kind_of_annotation(binding.node.annotation.annotation, kinds.scopes, kinds.dialect))
    for target in kinds.classes.assigned.get(name, ()):
        other = kinds.classes.class_of_self(target.value)
        if other is None or other in family or owner in kinds.classes.family(other).members:
            found.append(
                _of_target(kinds, target) if other is not None else unknown(f"{name} is assigned from outside")
            )
            statement = kinds.tree.parent(target)
            if isinstance(statement, cst.AnnAssign):
                declared.append(kind_of_annotation(statement.annotation.annotation, kinds.scopes, kinds.dialect))
    if declared:
        return joined((*declared, *(kind for kind in found if kind.may_be_none)))
    kind = joined(found, f"self.{name}")
    if kind.is_unknown:
        return kind
    if not kind.alternatives:
        return unknown(f"nothing in the file assigns {name}")
    return replace(kind, why=f"{kind.why}, as far as this file assigns it", certain=False)


def _of_target(kinds: Kinds, target: cst.Attribute) -> Kind:
    """Give the kind of what an attribute is assigned at one place."""
    holder = kinds.tree.parent(target)
    match holder:
        case cst.AssignTarget():
            statement = kinds.tree.parent(holder)
            return kinds.infer(statement.value) if isinstance(statement, cst.Assign) else unknown("")
        case cst.AnnAssign():
            return kinds.infer(holder.value) if holder.value is not None else NOTHING
        case cst.AugAssign():
            return kind_of_augmented(kinds, holder)
        case cst.Del():
            return NOTHING
        case _:
            return _of_part(kinds, target, target.attr.value)
