# runs
import asyncio
import socket

near, far = socket.socketpair()
near.sendall(b"220 ready\r\n\r\n")
near.close()
stream = far.makefile("rb")
line = stream.readline()
if len(line) > 0 and len(line.strip()) != 0 and len(line.split()[1:]) >= 1:
    print(line.decode("ascii").strip())
if not len(stream.readline().strip()):
    print("end of the headers")
if len(stream.readlines()) == 0 or len(stream.read()):
    print("end of the stream")
while True:
    data = far.recv(1024)
    if not len(data):
        break
datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.bind(("127.0.0.1", 0))
datagrams.sendto(b"", datagrams.getsockname())
message, sender = datagrams.recvfrom(512)
print("empty" if len(message) == 0 else message)
headers = {}
if not len(headers.keys()):
    print("no headers")


async def conversation():
    reader = asyncio.StreamReader()
    reader.feed_eof()
    if not len(await reader.read(10)):
        print("closed")


asyncio.run(conversation())
