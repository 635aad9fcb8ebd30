"""The language server: what netfix finds, shown in an editor while one types, and repaired there.

It needs `netfix[lsp]` (pygls). `netfix-lsp` talks to the editor on standard input and output. Nothing is analysed in
the server's own process, so that it answers whatever a file may do to a parser: `analyst` hands the work to processes,
`lint` is what they do. `server` is the protocol, `documents` are the open texts, `linter` knows when to look at which;
`diagnostics`, `actions` and `hover` say in the protocol's words what was found.
"""
