import asyncore


class Control(asyncore.dispatcher):
    def handle_read(self):
        data = self.recv(8192)  # reported  # reported
        if data.strip() == "quit":
            self.close()


class Echo(asyncore.dispatcher_with_send):
    def handle_read(self):
        data = self.recv(8192)
        if data:
            self.send(data)


print "serving"
asyncore.loop()
