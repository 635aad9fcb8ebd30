import unittest as standard

from twisted.trial import unittest
from twisted.trial.unittest import SynchronousTestCase


class Base(unittest.TestCase):
    def check(self, value):
        self.assertSubstring("a", value)  # in a base class
        return lambda: self.assertFalse(value)


class ReaderTest(Base, object):
    def test_reads(self):
        print "reading"
        self.assertTrue(1, "one")
        self.assertEqual(1, 1)
        check = self.assertIs
        check(None, None)
        d = self.assertFailure(self.read(), ValueError)
        return d


class Other(SynchronousTestCase):
    def test(self):
        self.assertTrue(True)


class Third(standard.TestCase):
    def test(self):
        self.assertRaises(ValueError, int, "x")
