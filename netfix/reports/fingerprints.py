"""Names for findings that stay the same while the program around them changes."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING

from netfix.engine.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netfix.engine.results import Located


def fingerprints(path: str, findings: Sequence[Located], text: str) -> list[str]:
    """Give each finding of a file a fingerprint: 32 hexadecimal digits, no two the same in a run.

    It is made of the path as shown, the codemod and the text of the line, not of the line's number: what is inserted
    elsewhere in the file does not change it. Of findings for which all that is equal, their order decides. In a
    notebook, whose `text` is JSON, the message stands for the line.
    """
    lines = Lines(text)
    seen: Counter[tuple[str, str]] = Counter()
    made: list[str] = []
    for finding in findings:
        in_text = finding.cell is None and finding.line <= len(lines)
        line = lines.line(finding.line).strip() if in_text else finding.message
        key = (finding.codemod, line)
        made.append(fingerprint(path, *key, str(seen[key])))
        seen[key] += 1
    return made


def fingerprint(*parts: str) -> str:
    """Give 32 hexadecimal digits for some texts."""
    data = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.sha256(data).hexdigest()[:32]
