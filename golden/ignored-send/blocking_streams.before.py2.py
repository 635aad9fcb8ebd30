# runs
from socket import *
import thread


def serve(listener):
    connection, address = listener.accept()
    lines = connection.makefile("rb")
    connection.send("you said " + lines.readline())
    connection.close()
    lines.close()


def main():
    listener = socket(AF_INET, SOCK_STREAM)
    listener.bind(("127.0.0.1", 0))
    listener.listen(1)
    thread.start_new_thread(serve, (listener,))
    client = socket(AF_INET, SOCK_STREAM)
    client.connect(listener.getsockname())
    try:
        client.send("hello\n")
        print "got", repr(client.makefile().read())
    except error, why:
        print "failed", why


main()
