from twisted.internet import reactor as main_loop
from twisted.mail import smtp
from twisted.python import log

d = smtp.sendmail("localhost", "me", ["you"], b"").addTimeout(5, main_loop)
d.addErrback(log.err)
e = smtp.sendmail("localhost", "me", ["you"], b"")
e.addTimeout(5, main_loop)
e.addErrback(log.err)
f = smtp.sendmail("localhost", "me", ["you"], b"")
f.addErrback(log.err)
main_loop.run()
