import twisted.internet.app  # reported
from twisted.internet import main
from twisted.protocols import telnet  # reported
from twisted.python import components
from twisted.spread.pb import getObjectAt  # reported
from twisted.web.woven import page, input  # reported


class IThing(components.Interface):  # reported
    pass


app = twisted.internet.app.Application("thing")
main.run()  # reported
