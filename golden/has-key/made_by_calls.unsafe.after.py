def known(session, sock):
    print(sock.recv(10) in session.headers())
