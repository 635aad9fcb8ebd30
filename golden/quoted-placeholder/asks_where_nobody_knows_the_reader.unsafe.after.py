import sys


class Server:
    def describe(self, name):
        message = "serving %r" % name
        self.status = f"serving {name!r}"
        self.tell("serving %r" % name)
        self.history.append("served {!r}".format(name))
        self.send_error(404, "The requested document %r was not found" % name)
        sys.stdout.write("serving %r\n" % name)
        return message or "serving %r" % name
