from twisted.words.protocols.irc import *
