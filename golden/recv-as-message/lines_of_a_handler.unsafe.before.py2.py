# runs
import SocketServer
import socket
import threading


class Handler(SocketServer.BaseRequestHandler):
    def handle(self):
        self.request.sendall("ready\r\n")
        while 1:
            command = self.request.recv(512)
            if command in ("", "QUIT\r\n"):
                return
            if command == "TIME\r\n":
                self.request.sendall("noon\r\n")


server = SocketServer.TCPServer(("127.0.0.1", 0), Handler)
thread = threading.Thread(target=server.handle_request)
thread.start()
s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(server.server_address)
print s.recv(1024).rstrip()
s.send("TIME\r\n")
print s.recv(1024).rstrip("\r\n")
s.send("QUIT\r\n")
s.close()
thread.join()
server.server_close()
