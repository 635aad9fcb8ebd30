# runs
import re

print([len(text) for text in [ur"\d+\s", ur'\'', ur"a", UR"\\", ur"""\
"quoted" """]])
print([len(text) for text in [ur"\u0041\d", ur"\\u0041", ur"\\\u0041\\", ur'\'\u0041"', ur"""\u0041\
""", ur"\U00000041"]])
print(ur"\u0041\d" == u"A\\d", ur'\'\u0041"' == u"\\'A\"", re.match(ur"\s\u0041", u" A") is not None)
