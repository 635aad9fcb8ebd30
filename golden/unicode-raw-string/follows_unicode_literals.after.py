# runs
from __future__ import unicode_literals

print([len(text) for text in [u"\u0041", r"\d", r"\d", br"\u0041", "\u0041"]])
