import asyncio

ports = map(int, ["80"])
names = {}.keys()
