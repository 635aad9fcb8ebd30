import fcntl, os, socket

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(("localhost", 79))
fcntl.fcntl(s.fileno(), fcntl.F_SETFL, os.O_NONBLOCK)
s.send("paul\r\n")
print s.recv(10)
