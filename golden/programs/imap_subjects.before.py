"""Print the subjects of all messages: imap_subjects.py HOST PORT USER PASSWORD"""

import sys

from twisted.internet import defer, protocol, reactor
from twisted.mail import imap4


@defer.inlineCallbacks
def main(host, port, user, password):
    creator = protocol.ClientCreator(reactor, imap4.IMAP4Client)
    client = yield creator.connectTCP(host, int(port))
    yield client.login(user.encode("ascii"), password.encode("ascii"))
    yield client.examine("INBOX")
    for number in "1", "2", "3":
        found = yield client.fetchSpecific(number, peek=True)
        text = found[int(number)][0][-1]
        print(number, [line for line in text.splitlines() if line.startswith("Subject:")])
    client.logout()
    reactor.stop()


main(*sys.argv[1:])
reactor.run()
