from mine import Mixin
from twisted.trial.unittest import TestCase


class ReaderTest(Mixin, TestCase):
    def test_reads(self):
        self.failIfIn(1, [])
