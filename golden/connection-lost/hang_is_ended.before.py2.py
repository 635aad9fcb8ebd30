#!/usr/bin/env python
import sys
from twisted.internet import reactor
from twisted.internet.protocol import ClientFactory
from twisted.protocols.imap4 import IMAP4Client

class Asker(IMAP4Client):
	def serverGreeting(self, capabilities):
		print `capabilities`
		d = self.logout()
		d.addBoth(lambda _: reactor.stop())

class AskerFactory(ClientFactory):
	protocol = Asker

	def __init__(self, (user, password)):
		self.user = user

reactor.connectTCP(sys.argv[1], 143, AskerFactory(sys.argv[2:4]))
reactor.run()
