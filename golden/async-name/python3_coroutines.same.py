import asyncio


async def main():
    await asyncio.sleep(0)
    getattr(main, "async", None)


asyncio.run(main())
