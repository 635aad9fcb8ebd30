from twisted.internet import defer
from twisted.trial import unittest


class ReaderTest(unittest.TestCase):
    async def setUp(self):
        # What the tests read.
        self.value = await defer.succeed(3)

    async def test_reads(self):
        await defer.gatherResults([defer.ensureDeferred(self._fetch()), defer.ensureDeferred(self._fetch())])
        self.assertEqual((await self._fetch()), 3)

    async def _fetch(self):
        await defer.succeed(None)
        return self.value
