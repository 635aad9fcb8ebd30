import socket
import thread

s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
s.connect(("localhost", 7000))


def show():
    while 1:
        data = s.recv(4096)
        if not data:
            break
        print repr(data)


def main():
    thread.start_new_thread(show, ())
    s.sendall(raw_input("> "))
    s.close()  # reported


def final(address):
    t = socket.create_connection(address)
    t.shutdown(1)
    t.send("more")  # reported
    print t.recv(10)
