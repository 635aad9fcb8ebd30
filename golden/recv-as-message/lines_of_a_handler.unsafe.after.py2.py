# runs
import SocketServer
import socket
import threading


class Handler(SocketServer.BaseRequestHandler):
    def handle(self):
        self.request.sendall("ready\r\n")
        lines = self.request.makefile("rb")
        while 1:
            command = lines.readline()
            if command in ("", "QUIT\r\n"):
                return
            if command == "TIME\r\n":
                self.request.sendall("noon\r\n")


server = SocketServer.TCPServer(("127.0.0.1", 0), Handler)
thread = threading.Thread(target=server.handle_request)
thread.start()
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(server.server_address)
lines = s.makefile("rb")
print lines.readline().rstrip()
s.send("TIME\r\n")
print lines.readline().rstrip("\r\n")
lines.close()
s.send("QUIT\r\n")
s.close()
thread.join()
server.server_close()
