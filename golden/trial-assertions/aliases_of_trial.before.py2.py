import unittest as standard

from twisted.trial import unittest
from twisted.trial.unittest import SynchronousTestCase


class Base(unittest.TestCase):
    def check(self, value):
        self.failUnlessSubstring("a", value)  # in a base class
        return lambda: self.failIf(value)


class ReaderTest(Base, object):
    def test_reads(self):
        print "reading"
        self.failUnless(1, "one")
        self.assertEquals(1, 1)
        check = self.failUnlessIdentical
        check(None, None)
        d = self.failUnlessFailure(self.read(), ValueError)
        return d


class Other(SynchronousTestCase):
    def test(self):
        self.assert_(True)


class Third(standard.TestCase):
    def test(self):
        self.failUnlessRaises(ValueError, int, "x")
