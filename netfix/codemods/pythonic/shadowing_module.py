"""Name a script differently from the modules that its imports need.

The folder of a script is where Python looks first. A script that is called `socket.py` is what every import of
`socket` gets, its own and those of the libraries it uses; what comes of that is an AttributeError in the middle of
somebody else's module.

     #!/usr/bin/env python
     # string.py
    !import string

     print(string.Template("$name").substitute(name="example"))

Reported; the file is to be renamed by hand. What counts are the modules that the file imports itself, and those that
the standard library imports for them: `import urllib.request` in `email.py`. It counts as well what other scripts in
its folder import, if they use something of the module that this file does not have. A text without a path may say its
name in a comment on top, as above.

Left alone: files that are parts of a package, for which Python 3 (and Python 2 with `absolute_import`) looks elsewhere;
modules which Python has before a program starts, such as `os` and `sys`; imports in functions, which may never run;
files that no import finds, because their names do not end in `.py`; programs that take their folder out of `sys.path`;
and modules for Ansible, which runs copies of them somewhere else.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from netfix.engine.builtin_names import STANDARD_MODULES
from netfix.engine.codemod import Codemod
from netfix.engine.dialect import Dialect
from netfix.engine.expressions import is_name
from netfix.engine.findings import manual
from netfix.engine.lazy import cst

if TYPE_CHECKING:
    from netfix.engine.bindings import ImportedModule
    from netfix.engine.document import Document

_NAME_ON_TOP = re.compile(r"\A(?:#!.*\n)?#[ \t]*(\w+)\.py[ \t]*$", re.MULTILINE)
#: What only such programs import of which a copy is run, in a folder and under a name of its own.
_RUN_AS_COPY = "ansible.module_utils"
#: Ways to change where modules are looked for, other than last.
_CHANGES_PATH = re.compile(
    r"\bdel\s+sys\.path\b|\bsys\.path\.(?:remove|pop|insert)\b|\bsys\.path\s*(?:\[[^\]\n]*\]\s*)?=[^=]"
)


class ShadowingModule(Codemod):
    """Compares the file's name with what its imports need, and those of the files beside it."""

    noqa = ("A005",)
    runs_on_content = True
    reads_others = True
    needles = (rb"^import\b", rb"^from\b", rb"^\s+import\b", rb"^\s+from\b")

    @classmethod
    def runs_on(cls, document: Document) -> bool:
        """Whether the file's name is one that can be imported, and that it or the standard library may import."""
        name = _name_of(document)
        if not name.isidentifier() or name.startswith("__"):
            return False
        return name in STANDARD_MODULES or re.search(rf"\b(?:import|from)\b[^\n]*\b{name}\b", document.text) is not None

    @classmethod
    def may_find(cls, document: Document) -> bool:
        """Whether one of the file's imports may find the file itself, or another file's may."""
        from netfix.analysis.names import shadow_candidates  # noqa: PLC0415 - for candidates only

        name = _name_of(document)
        if shadow_candidates.may_import_itself(document, name) and not _CHANGES_PATH.search(document.text):
            return True
        return shadow_candidates.may_be_found_by_others(document, name)

    def finish(self) -> None:
        """Report the first import that gets this file instead."""
        from netfix.analysis.names.shadowed import shadowed_for, way_to  # noqa: PLC0415 - imports LibCST

        name = _name_of(self.document)
        for imported in self.scopes.imports:
            way = way_to(imported.module, name, self.document.dialect)
            if way and self._runs_at_once(imported) and self._finds_itself(imported, is_direct=len(way) == 1):
                self._report(imported, name, way)
                return
        body = self.tree.module.body
        wanted = shadowed_for(self.document, name) if body else None
        if wanted is not None:
            message = f"this file is called `{name}.py`, so `{wanted.path}` gets it for {wanted.what}"
            self.report(body[0], None, manual("rename the file, and remove what was compiled from it"), message)

    def _runs_at_once(self, imported: ImportedModule) -> bool:
        """Whether an import is made when the file is run: not in a function, nor by a call."""
        is_statement = not isinstance(imported.node, cst.Call)
        return is_statement and not any(
            isinstance(around, (cst.FunctionDef, cst.ClassDef)) for around in self.tree.ancestors(imported.node)
        )

    def _finds_itself(self, imported: ImportedModule, *, is_direct: bool) -> bool:
        """Whether this file is what the import finds: it is a script, or its import is relative as Python 2 has it.

        Under `if __name__ == "__main__"` a script may import itself, so that its classes have one module.
        """
        imports = self.scopes.imports
        if any(other.module.startswith(".") or other.name == "absolute_import" for other in imports):
            return False
        if _CHANGES_PATH.search(self.tree.text) or any(each.module.startswith(_RUN_AS_COPY) for each in imports):
            return False
        guards = [statement for statement in self.tree.module.body if _asks_for_main(statement)]
        if is_direct and any(around in guards for around in self.tree.ancestors(imported.node)):
            return False
        is_script = self.tree.text.startswith("#!") or (bool(guards) and not self._is_in_package())
        # Without syntax of Python 2 a file is only asked to be read as such.
        is_python2 = self.document.dialect is Dialect.PYTHON2 and bool(self.document.syntax_findings)
        return is_script or (is_direct and is_python2)

    def _is_in_package(self) -> bool:
        """Whether the file lies in a package, from where it is imported, or run by `-m`."""
        project, folder = self.document.project, os.path.dirname(self.document.path)  # noqa: PTH120 - as below
        return project is not None and project.exists(os.path.join(folder, "__init__.py"))  # noqa: PTH118 - as below

    def _report(self, imported: ImportedModule, name: str, way: tuple[str, ...]) -> None:
        if len(way) == 1:
            message = f"this file is called `{name}.py`, so it imports itself"
        else:
            message = f"this file is called `{name}.py`, so `{way[-2]}`, needed here, imports it instead of `{way[-1]}`"
        self.report(imported.node, None, manual("rename the file, and remove what was compiled from it"), message)


def _asks_for_main(statement: cst.CSTNode) -> bool:
    test = statement.test if isinstance(statement, cst.If) else None
    return isinstance(test, cst.Comparison) and is_name(test.left, "__name__")


def _name_of(document: Document) -> str:
    """Give the name under which a file can be imported."""
    if document.path.startswith("<"):
        found = _NAME_ON_TOP.search(document.text)
        return found[1] if found else ""
    # pathlib is slow to import, and most files come here.
    name, suffix = os.path.splitext(os.path.basename(document.path))  # noqa: PTH119, PTH122
    return name if suffix in {".py", ".pyw"} else ""
