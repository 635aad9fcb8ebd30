import unittest
from mine import TestCase
from twisted.trial.unittest import TestCase as TrialTestCase


class ReaderTest(TestCase):
    def test_reads(self):
        self.failUnless(1)
        self.assertEquals(1, 1)


class Own(TrialTestCase):
    def failUnless(self, value):
        self.value = value

    def test_reads(self):
        self.failUnless(1)


class Overriding(TrialTestCase):
    def assertEqual(self, one, other):
        pass

    def test_reads(self):
        self.failUnlessEqual(1, 2)
        self.failUnlessWords("x")


class Standard(unittest.TestCase):
    def test_reads(self):
        self.failUnlessIn(1, [1])


def check(case):
    case.failUnless(1)
