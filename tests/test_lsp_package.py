"""What editors.md and the example extension say of the language server is so."""

from __future__ import annotations

import importlib
import json
import re
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest

from netfix.lsp.settings import wishes_of

#: Without a type, because one of the two is not there.
_TOML: Any = importlib.import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "editors.md").read_text(encoding="utf-8")
EXTENSION = ROOT / "examples" / "editors" / "vscode"
PACKAGE: dict[str, Any] = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_extra_that_is_installed_and_the_command_that_is_started_exist() -> None:
    project = _TOML.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "pip install 'netfix[lsp]'" in PAGE
    assert "pygls" in project["optional-dependencies"]["lsp"][0]
    module, _, function = project["scripts"]["netfix-lsp"].partition(":")
    program = f"import sys; sys.argv[1:] = ['--version']; from {module} import {function}; {function}()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("netfix ")
    assert distribution("pygls").version


def test_the_settings_of_the_page_and_of_the_extension_are_those_of_the_server() -> None:
    properties = PACKAGE["contributes"]["configuration"]["properties"]
    named = {name.removeprefix("netfix.") for name in properties} - {"path"}
    assert named == set(re.findall(r"^\| `netfix\.(\w+)` \|", PAGE, re.MULTILINE))
    examples = {"select": ["a"], "ignore": ["a"], "unsafe": True, "targetVersion": "py27"}
    assert named == set(examples)
    wishes, complaints = wishes_of(examples)
    assert complaints == []
    assert (wishes.select, wishes.ignore, wishes.unsafe, wishes.target_version) == (("a",), ("a",), True, "py27")


def test_what_the_extension_says_by_default_leaves_it_to_the_configuration() -> None:
    properties = PACKAGE["contributes"]["configuration"]["properties"]
    section = {name.removeprefix("netfix."): each["default"] for name, each in properties.items()}
    assert wishes_of(section) == wishes_of(None)


def test_settings_on_the_page_can_be_read_and_name_what_there_is() -> None:
    for text in _blocks("json"):
        settings = json.loads(text)
        section = {
            name.removeprefix("netfix."): value for name, value in settings.items() if name.startswith("netfix.")
        }
        assert wishes_of(section)[1] == []
        for server in {**settings.get("clients", {}), **settings.get("servers", {})}.values():
            assert server["command"] == ["netfix-lsp"]
            assert wishes_of(server["initializationOptions"])[1] == []
    (helix,) = map(_TOML.loads, _blocks("toml"))
    assert wishes_of(helix["language-server"]["netfix"]["config"])[1] == []


def test_the_page_speaks_of_the_extension_that_is_there() -> None:
    assert EXTENSION.relative_to(ROOT).as_posix() in PAGE
    assert f"code --install-extension {PACKAGE['name']}-{PACKAGE['version']}.vsix" in PAGE
    commands = {command["command"] for command in PACKAGE["contributes"]["commands"]}
    script = (EXTENSION / PACKAGE["main"]).read_text(encoding="utf-8")
    assert commands == {f"{name}Here" for name in re.findall(r'"(netfix\.fixAll\w*)"', script)}


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_extension_starts_the_server_and_its_commands_ask_it(tmp_path: Path) -> None:
    modules = tmp_path / "node_modules"
    (modules / "vscode-languageclient").mkdir(parents=True)
    (modules / "vscode.js").write_text(
        "exports.commands = { registerTextEditorCommand: (name, act) => { exports.said[name] = act; return name; } };\n"
        "exports.said = {};\n"
        "exports.workspace = { getConfiguration: () => ({ get: () => 'my-lsp' }) };\n"
    )
    (modules / "vscode-languageclient" / "node.js").write_text(
        "exports.LanguageClient = class {\n"
        "  constructor(id, name, server, client) { Object.assign(this, { server, client }); }\n"
        "  async start() { console.log(JSON.stringify([this.server, this.client])); }\n"
        "  sendRequest(method, params) { console.log(JSON.stringify([method, params])); }\n"
        "};\n"
    )
    shutil.copy(EXTENSION / "extension.js", tmp_path)
    program = (
        "const context = { subscriptions: [] }; const { said } = require('vscode');"
        "require('./extension.js').activate(context).then(() => {"
        "  said['netfix.fixAllHere']({ document: { uri: 'file:///a.py' } });"
        "  console.log(context.subscriptions.join()); });"
    )
    done = subprocess.run(["node", "-e", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    started, asked, commands = done.stdout.splitlines()
    server, client = json.loads(started)
    assert server == {"command": "my-lsp", "args": ["--stdio"]}
    assert client["documentSelector"] == [{"language": "python"}]
    assert json.loads(asked) == [
        "workspace/executeCommand",
        {"command": "netfix.fixAll", "arguments": ["file:///a.py"]},
    ]
    assert commands == "netfix.fixAllHere,netfix.fixAllUnsafeHere"
