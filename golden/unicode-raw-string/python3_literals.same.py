import re

print(re.findall(r"\u0041", "A"), u"\u0041")
