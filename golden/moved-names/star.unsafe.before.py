from twisted.protocols.irc import *
