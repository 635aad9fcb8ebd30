"""The option of all codemods that report failures: by which of Twisted's two logs."""

from __future__ import annotations

from netfix.engine.options import Option

WITH_LOG = "twisted.python.log"
WITH_LOGGER = "twisted.logger"

#: One setting holds for all codemods that have the option: a file is not to report in two ways.
LOGGER = Option(
    "logger",
    WITH_LOG,
    "what reports a failure in a file that has neither yet, `log.err` or a Logger; one setting holds for all "
    "codemods that have this option",
    (WITH_LOG, WITH_LOGGER),
)
