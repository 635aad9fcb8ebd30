import asyncio

import rpyc
from flask import Flask
from rpyc.utils.server import ThreadedServer

application = Flask(__name__)


async def calculate(reader, writer):
    line = await reader.readline()
    writer.write(str(eval(line)).encode())
    writer.close()


async def serve():
    await asyncio.start_server(calculate, None, 8888)  # reported
    await asyncio.start_server(calculate, "127.0.0.1", 8888)


def share():
    ThreadedServer(rpyc.ClassicService, port=18812).start()  # reported
    ThreadedServer(rpyc.ClassicService, hostname="localhost", port=18812).start()


def run():
    application.run("0.0.0.0", 5000, True)  # reported
    application.run("127.0.0.1", 5000, True)
