import sys


class Server:
    def describe(self, name):
        message = "serving '%s'" % name
        self.status = f"serving '{name}'"
        self.tell("serving '%s'" % name)
        self.history.append("served '{}'".format(name))
        self.send_error(404, "The requested document '%s' was not found" % name)
        sys.stdout.write("serving '%s'\n" % name)
        return message or "serving '%s'" % name
