"""A message as text and as HTML."""

import sys
from email.MIMEText import MIMEText

text = "Read me"
html = u"<HTML><BODY><FONT SIZE=2><B>Read <I>me</B></I></FONT></BODY></HTML>"  # reported
print MIMEText(html, "html").as_string()
sys.stdout.write("<b>not <i>closed</b>" "</i>\n")  # reported
