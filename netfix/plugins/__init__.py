"""Codemods from elsewhere: of installed packages, and of files named by `--plugin`.

`collect` gives them, checked against netfix's own and each other, for `netfix.registry.use`.
"""

from __future__ import annotations

import importlib
import inspect
import keyword
import sys
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, TypeGuard, cast

from netfix.plugins.errors import PluginError
from netfix.plugins.installed import GROUP, entry_points
from netfix.registry import is_own, own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from netfix.engine.codemod import Registered


def collect(
    plugins: Iterable[str] = (), patterns: Iterable[type[Registered]] = (), *, use_installed: bool = True
) -> tuple[type[Registered], ...]:
    """Give the codemods that are not netfix's own: installed ones, those of the `plugins` paths, and `patterns`.

    Raises PluginError if a plug-in cannot be imported, or two codemods have one name.
    """
    found = installed() if use_installed else []
    for path in plugins:
        found += load(path)
    found += patterns
    if found:
        from netfix.codemods import CODEMODS  # noqa: PLC0415 - imports them all

        refuse_clashes(found, CODEMODS)
    return tuple(dict.fromkeys(found))


def refuse_clashes(codemods: Iterable[type[Registered]], there: Iterable[type[Registered]]) -> None:
    """Raise PluginError if one of the codemods is called as another, or as one or a family of those `there`."""
    known = {codemod.name: codemod for codemod in there}
    families = {listed.family for listed in own()}
    for codemod in codemods:
        _check_name(codemod, known, families)
        known[codemod.name] = codemod


def _check_name(codemod: type[Registered], known: dict[str, type[Registered]], families: set[str]) -> None:
    path, line = _place_of(codemod)
    other = known.get(codemod.name)
    if other is codemod:
        return
    if other is not None:
        whose = "netfix's own" if is_own(other) else f"that of {_where(other)}"
        raise PluginError(f"the name {codemod.name!r} is taken, by {whose}; call it otherwise", path, line)
    if codemod.name in families or codemod.name == "all":
        raise PluginError(f"{codemod.name!r} is the name of a family; call the codemod otherwise", path, line)


def _where(codemod: type[Registered]) -> str:
    path, line = _place_of(codemod)
    return path if line is None else f"{path}:{line}"


def _place_of(codemod: type[Registered]) -> tuple[str, int | None]:
    """Give the file and line of a codemod's class; of a pattern, its name."""
    if codemod.family == "patterns":
        return f"pattern {codemod.name!r}", None
    try:
        return inspect.getsourcefile(codemod) or codemod.__module__, inspect.getsourcelines(codemod)[1]
    except (OSError, TypeError):
        return codemod.name, None


def installed() -> list[type[Registered]]:
    """Give the codemods of installed plug-ins. Raises PluginError."""
    found: list[type[Registered]] = []
    for point in entry_points():
        whose = point.dist.name if point.dist else point.value
        label = f"{point.name} = {point.value} (of {whose})"
        value = _imported(label, point.load)
        found += _codemods_of(value, label)
    return list(dict.fromkeys(found))


def load(path: str) -> list[type[Registered]]:
    """Give the codemods of a file, or of all modules of a package's folder. Raises PluginError."""
    from pathlib import Path  # noqa: PLC0415 - as below

    from netfix.plugins import files  # noqa: PLC0415 - installs a finder, which nobody needs who has no such plug-in

    place = Path(path).expanduser().resolve()
    if place.name == "__init__.py":
        place = place.parent
    if not place.exists():
        raise PluginError("there is no such file or folder", path)
    if place.is_dir() and not (place / "__init__.py").is_file():
        raise PluginError("a folder of codemods is a package: it needs an __init__.py", path)
    if not place.is_dir() and place.suffix != ".py":
        raise PluginError("a plug-in is a Python file, whose name ends with .py, or a package's folder", path)
    if not place.stem.isidentifier() or keyword.iskeyword(place.stem):
        raise PluginError(f"{place.stem!r} cannot be the name of a Python module; call it otherwise", path)
    return _codemods_of(_imported(path, lambda: files.load(place)), path)


def _codemods_of(value: object, label: str) -> list[type[Registered]]:
    """Give the codemods that a class, a module, a package, or a tuple of such is or holds. Raises PluginError."""
    from netfix.engine.codemod import Registered  # noqa: PLC0415 - few runs have a plug-in

    if isinstance(value, (tuple, list)):
        return [codemod for each in cast("Iterable[object]", value) for codemod in _codemods_of(each, label)]
    if inspect.isclass(value) and issubclass(value, Registered):
        return [_checked(value)]
    if not inspect.ismodule(value):
        raise PluginError(f"a codemod class, a module or a tuple of them is expected, not {value!r}", label)
    if hasattr(value, "CODEMODS"):
        return _codemods_of(tuple(value.CODEMODS), label)
    found = [
        _checked(member)
        for module in _modules_of(value, label)
        for member in vars(module).values()
        if _is_codemod(member) and member.__module__ == module.__name__
    ]
    if not found:
        raise PluginError(
            "there is no codemod in it: no class that is derived from netfix.engine.codemod.Codemod", label
        )
    return found


def _modules_of(module: ModuleType, label: str) -> Iterator[ModuleType]:
    """Give a module and, of a package, all modules below it, those whose names begin with `_` excepted."""
    import pkgutil  # noqa: PLC0415 - few runs have a plug-in

    yield module
    for info in sorted(pkgutil.iter_modules(getattr(module, "__path__", ()), module.__name__ + ".")):
        if not info.name.rpartition(".")[2].startswith("_"):
            found = _imported(label, partial(importlib.import_module, info.name))
            if isinstance(found, ModuleType):
                yield from _modules_of(found, label)


def _is_codemod(member: object) -> TypeGuard[type[Registered]]:
    """Whether something is the class of a codemod, and not a base class for some (`abstract=True`)."""
    from netfix.engine.codemod import Registered  # noqa: PLC0415 - as above

    return inspect.isclass(member) and issubclass(member, Registered) and "manual" in vars(member)


def _checked(codemod: type[Registered]) -> type[Registered]:
    from netfix.engine.codemod import Codemod  # noqa: PLC0415 - as above

    path, line = _place_of(codemod)
    if not _is_codemod(codemod):
        raise PluginError(f"{codemod.__name__} is an abstract base class, not a codemod", path, line)
    if not issubclass(codemod, Codemod):
        raise PluginError(
            f"{codemod.__name__} is a SyntaxCodemod: those make the view of every Python 2 file, and are netfix's "
            "own; derive from Codemod",
            path,
            line,
        )
    return codemod


def _imported(label: str, load_it: Callable[[], object]) -> object:
    """Import a plug-in. What its code raises becomes a PluginError with the line of the plug-in that raised."""
    before = set(sys.modules)
    try:
        return load_it()
    except Exception as error:  # a plug-in's code may raise anything
        for name in set(sys.modules) - before:
            if "netfix.plugins.files.at_" in name:
                del sys.modules[name]
        path, line = _line_of(error, label)
        from netfix.manual import ManualError  # noqa: PLC0415 - for errors only

        reason = str(error) if isinstance(error, ManualError) else f"{type(error).__name__}: {error}"
        if isinstance(error, SyntaxError):
            reason = f"SyntaxError: {error.msg}"
        raise PluginError(reason, path, line) from error


def _line_of(error: Exception, label: str) -> tuple[str, int | None]:
    """Give the file and line of a plug-in at which an error arose; the name of the plug-in if there is none."""
    if isinstance(error, SyntaxError) and error.filename:
        return error.filename, error.lineno
    import traceback  # noqa: PLC0415 - for errors only

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_foreign(frame.filename)]
    return (frames[-1].filename, frames[-1].lineno) if frames else (label, None)


_MACHINERY = frozenset({"importlib", "importlib_metadata"})


def _is_foreign(filename: str) -> bool:
    """Whether a file is neither netfix's, nor the import machinery of Python or of its backport, which takes over."""
    from pathlib import Path  # noqa: PLC0415 - for errors only

    own_folder = str(Path(__file__).resolve().parent.parent)
    return not filename.startswith(("<frozen", own_folder)) and _MACHINERY.isdisjoint(Path(filename).parts)


__all__ = ["GROUP", "PluginError", "collect", "entry_points", "installed", "load", "refuse_clashes"]
