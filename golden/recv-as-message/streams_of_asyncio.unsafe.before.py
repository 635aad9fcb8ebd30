# runs
import asyncio
import struct


async def answer(reader, writer):
    (length,) = struct.unpack("!H", await reader.read(2))
    text = await reader.read(length)
    writer.write(text.upper() + b"\n")
    writer.close()


async def copy(reader, writer):
    while True:
        data = await reader.read(4096)
        if not data:
            break
        writer.write(data)
    writer.close()


async def ask(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(struct.pack("!H", 5) + b"hello")
    data = await reader.read(100)
    print(data.decode().rstrip("\n"))
    writer.close()


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    other = await asyncio.start_server(copy, "127.0.0.1", 0)
    await ask(server.sockets[0].getsockname()[1])
    server.close()
    other.close()


asyncio.run(main())
