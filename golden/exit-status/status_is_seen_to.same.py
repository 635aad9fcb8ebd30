import sys

from twisted.internet import reactor
from twisted.mail import smtp

failures = []
d = smtp.sendmail("localhost", "me", ["you"], b"")
d.addErrback(failures.append)
d.addBoth(lambda _: reactor.stop())
reactor.run()
sys.exit(len(failures))
