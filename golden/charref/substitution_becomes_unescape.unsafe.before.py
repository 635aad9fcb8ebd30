# runs
import re


def plain(text):
    """Decimal references only."""
    return re.sub(r"&#(\d+);", lambda found: chr(int(found.group(1))), text.strip())


print(plain(" caf&#233; &#8364; "))
