# runs
import re


def plain(text):
    return re.sub("&#(\d+);", lambda found: unichr(int(found.group(1))), text)


print repr(str(plain("&#65;B")))
