def poll(sock):
    True = 0
    while 1:
        return sock.recv(10)
