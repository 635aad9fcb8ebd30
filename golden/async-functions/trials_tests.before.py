from twisted.internet import defer
from twisted.trial import unittest


class ReaderTest(unittest.TestCase):
    @defer.inlineCallbacks
    def setUp(self):
        # What the tests read.
        self.value = yield defer.succeed(3)

    @defer.inlineCallbacks
    def test_reads(self):
        yield defer.gatherResults([self._fetch(), self._fetch()])
        self.assertEqual((yield self._fetch()), 3)

    @defer.inlineCallbacks
    def _fetch(self):
        yield defer.succeed(None)
        return self.value
