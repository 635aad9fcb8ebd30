"""How Sphinx makes the documentation's site: `sphinx-build -W docs site`."""

from __future__ import annotations

import netfix

project = "netfix"
author = "The netfix developers"
project_copyright = "The netfix developers"
version = release = netfix.__version__

extensions = ["myst_parser", "sphinx_copybutton"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# Pages are read on a forge as well, where a link to a folder or a file of the repository is right.
suppress_warnings = ["myst.xref_missing", "misc.highlighting_failure"]
nitpicky = True
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = "netfix"
html_show_sourcelink = False
# Copied are commands, without the prompt and without what they print.
copybutton_prompt_text = "$ "
copybutton_only_copy_prompt_lines = True
