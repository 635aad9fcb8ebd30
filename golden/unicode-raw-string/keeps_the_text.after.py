# runs
import re

print([len(text) for text in [r"\d+\s", r'\'', r"a", r"\\", r"""\
"quoted" """]])
print([len(text) for text in [u"\u0041\\d", r"\\u0041", u"\\\\\u0041\\\\", u'\\\'\u0041"', u"""\u0041\\
""", u"\U00000041"]])
print((u"\u0041\\d" == u"A\\d", u'\\\'\u0041"' == u"\\'A\"", re.match(u"\\s\u0041", u" A") is not None))
