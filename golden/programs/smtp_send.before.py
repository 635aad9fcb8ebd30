# Sends a message: HOST PORT SENDER RECIPIENT ...
# No errback: a message that is refused hangs the program.

import sys
from email.message import EmailMessage

from twisted.internet import reactor
from twisted.mail import smtp


def sent(result):
    accepted, answers = result
    print("accepted for", accepted, "of", len(answers))
    for address, code, reply in answers:
        print(address.decode("ascii"), code, reply.decode("ascii"))
    reactor.stop()


host, port, sender, recipients = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4:]
message = EmailMessage()
message["From"] = sender
message["To"] = ", ".join(recipients)
message["Subject"] = "Monday"
message.set_content("The meeting is on Monday.\n")

d = smtp.sendmail(host, sender, recipients, message.as_bytes(), port=port)
d.addCallback(sent)
reactor.run()
