// netfix in VS Code: starts netfix-lsp and lets it speak. All else is the server's.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = async function (context) {
  const command = vscode.workspace.getConfiguration("netfix").get("path", "netfix-lsp");
  client = new LanguageClient(
    "netfix",
    "netfix",
    { command, args: ["--stdio"] },
    { documentSelector: [{ language: "python" }], synchronize: { configurationSection: "netfix" } },
  );
  for (const name of ["netfix.fixAll", "netfix.fixAllUnsafe"]) {
    const here = vscode.commands.registerTextEditorCommand(`${name}Here`, (editor) =>
      client.sendRequest("workspace/executeCommand", { command: name, arguments: [editor.document.uri.toString()] }),
    );
    context.subscriptions.push(here);
  }
  await client.start();
};

exports.deactivate = () => client && client.stop();
