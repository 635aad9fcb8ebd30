#!/usr/bin/env python
# Send a short message, as plain text and as HTML.
#
#     smtp_send.py HOST PORT SENDER RECIPIENT ...

import sys
from email.MIMEMultipart import MIMEMultipart
from email.MIMEText import MIMEText
from email.Utils import formatdate

from twisted.internet import reactor
from twisted.mail import smtp

PLAIN = """Dear %s,

the meeting is on Monday.
"""

# Mail readers are used to worse.
HTML = """<BODY BGCOLOR=white><P>Dear <B>%s,
<P>the meeting is on <FONT COLOR=red>Monday.<BR>
"""


def compose(sender, recipients):
    names = ", ".join(recipients)
    message = MIMEMultipart("alternative")
    message["From"] = sender
    message["To"] = names
    message["Date"] = formatdate(localtime=1)
    message["Subject"] = "The meeting"
    message.attach(MIMEText(PLAIN % names))
    message.attach(MIMEText(HTML % names, "html"))
    return message.as_string()


def sent((accepted, answers)):
    print "Accepted for", accepted, "of", len(answers), "recipients:"
    for address, code, reply in answers:
        print "   '%s': %d %s" % (address, code, reply)
    reactor.stop()


host, port, sender = sys.argv[1], int(sys.argv[2]), sys.argv[3]
recipients = sys.argv[4:]
if not len(recipients):
    raise SystemExit, "Who shall get it?"

d = smtp.sendmail(host, sender, recipients, compose(sender, recipients), port=port)
d.addCallback(sent)
reactor.run()
