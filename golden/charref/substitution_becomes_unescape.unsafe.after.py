# runs
import re
from html import unescape


def plain(text):
    """Decimal references only."""
    return unescape(text.strip())


print(plain(" caf&#233; &#8364; "))
