#!/usr/bin/env python
import sys
from twisted.internet import reactor
from twisted.internet import error
from twisted.internet.protocol import ClientFactory
from twisted.protocols.imap4 import IMAP4Client
from twisted.python import log

class Asker(IMAP4Client):
	def serverGreeting(self, capabilities):
		print `capabilities`
		d = self.logout()
		d.addBoth(lambda _: reactor.stop())

class AskerFactory(ClientFactory):
	protocol = Asker

	def __init__(self, (user, password)):
		self.user = user

	def clientConnectionFailed(self, connector, reason):
		log.err(reason, "connection failed")
		reactor.stop()

	def clientConnectionLost(self, connector, reason):
		try:
			reactor.stop()
		except error.ReactorNotRunning:
			return
		if not reason.check(error.ConnectionDone):
			log.err(reason, "connection lost")

reactor.connectTCP(sys.argv[1], 143, AskerFactory(sys.argv[2:4]))
reactor.run()
