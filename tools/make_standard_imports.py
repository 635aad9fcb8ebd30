"""Makes netfix/analysis/data/standard_imports.json: which standard modules importing a standard module imports.

    python tools/make_standard_imports.py python3.11 python2.7 > netfix/analysis/data/standard_imports.json

Each interpreter reads the sources of its own standard library with its own parser, so the program that it is given
must be both Python 2 and Python 3.
"""

from __future__ import annotations

import json
import subprocess
import sys

#: Prints, as JSON, the modules loaded at start and the imports that each module makes when it is imported.
_PROGRAM = r"""
import sys
loaded = set(sys.modules) | set(sys.builtin_module_names)
loaded |= set(["os", "stat", "genericpath", "posixpath", "ntpath", "site"])
import ast, json, os
folder = os.path.dirname(os.__file__)
left_out = {"test", "tests", "idlelib", "lib2to3", "site-packages", "dist-packages", "lib-tk", "turtledemo",
            "encodings", "ensurepip", "__pycache__", "msilib", "pydoc_data", "plat-linux2", "idle_test", "bsddb"}

def dependencies(name, is_package, body):
    for node in body:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name
        elif isinstance(node, ast.ImportFrom):
            package = name.split(".")
            if not is_package:
                package = package[:-1]
            if node.level > 1:
                package = package[:1 - node.level]
            module = ".".join((package if node.level else []) + ([node.module] if node.module else []))
            yield module
            for alias in node.names:
                yield module + "." + alias.name
        elif isinstance(node, ast.If):
            test = ast.dump(node.test)
            if "__name__" not in test and "platform" not in test:
                for found in dependencies(name, is_package, node.body + node.orelse):
                    yield found
        elif hasattr(node, "handlers"):
            for found in dependencies(name, is_package, node.body):
                yield found

imports, known = {}, set()
for path, folders, files in os.walk(folder):
    folders[:] = sorted(name for name in set(folders) - left_out if not name.startswith("config"))
    for file in sorted(files):
        parts = os.path.relpath(os.path.join(path, file), folder).split(os.sep)
        if parts[0] == "lib-dynload":
            known.add(file.split(".")[0])
        if not file.endswith(".py") or file.startswith("test") or file == "__main__.py" or "-" in "".join(parts):
            continue
        is_package = file == "__init__.py"
        name = ".".join(parts)[:-3]
        name = name[:-len(".__init__")] if is_package else name
        with open(os.path.join(path, file), "rb") as source:
            tree = ast.parse(source.read())
        known.add(name)
        imports[name] = sorted(set(found for found in dependencies(name, is_package, tree.body) if found))

graph = {}
for name, wanted in imports.items():
    found = set([name.rpartition(".")[0]])
    for module in wanted:
        while module and module not in known:
            module = module.rpartition(".")[0]
        found.add(module)
    found = sorted(module for module in found if module and module != name and module not in loaded)
    if found:
        graph[name] = " ".join(found)
print(json.dumps({"loaded": " ".join(sorted(name for name in loaded if "." not in name)), "imports": graph}))
"""


def read(interpreter: str) -> dict[str, object]:
    """Give what an interpreter says of its standard library."""
    ran = subprocess.run([interpreter, "-S", "-c", _PROGRAM], check=True, capture_output=True, text=True)
    said: dict[str, object] = json.loads(ran.stdout)
    return said


if __name__ == "__main__":
    python3, python2 = sys.argv[1:]
    json.dump({"python3": read(python3), "python2": read(python2)}, sys.stdout, indent=1, sort_keys=True)
    sys.stdout.write("\n")
