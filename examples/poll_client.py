#!/usr/bin/env python
# Chat from the terminal; end the input (control-D) to leave.
#
#     poll_client.py HOST PORT [NICKNAME]

import select, socket, sys

# The state of the conversation.
link = None
nickname = "guest"
messages = 0
talking = 1


def dial(host, port):
    global link
    link = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    link.connect((host, port))
    print("Connected; end the input to leave.")


def listen():
    global link, messages
    data = link.recv(4096)
    if not len(data):
        print("\rThe other side hung up.")
        link = None
        return
    # The server sends a message at a time, so here is exactly one.
    messages = messages + 1
    sys.stdout.write("\rReceived: " + data)
    sys.stdout.flush()


def speak(poller):
    global talking
    line = sys.stdin.readline()
    if len(line) == 0:
        talking = 0
        poller.unregister(sys.stdin)
        link.shutdown(1)        # the server may still have something to say
    else:
        link.send("%s: %s" % (nickname, line))


if len(sys.argv) > 3:
    nickname = sys.argv[3]
dial(sys.argv[1], int(sys.argv[2]))
poller = select.poll()
poller.register(sys.stdin, select.POLLIN | select.POLLHUP)
poller.register(link, select.POLLIN | select.POLLERR | select.POLLHUP)

while link != None:
    for descriptor, event in poller.poll():
        if talking and descriptor == sys.stdin.fileno():
            speak(poller)
        else:
            listen()            # may set link to None, which ends the loop
            break
print("%d messages received." % messages)
