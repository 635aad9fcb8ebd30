# runs
from __future__ import unicode_literals

print([len(text) for text in [r"\u0041", r"\d", ur"\d", br"\u0041", "\u0041"]])
