def known(session, sock):
    print session.headers().has_key(sock.recv(10))
