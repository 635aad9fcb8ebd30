from twisted.internet import defer
from twisted.trial import unittest


class AnswerTests(unittest.TestCase):
    def test_answer(self):
        answers = []
        d = defer.succeed(42)
        d.addCallback(answers.append)
        self.assertEqual(answers, [42])
