"""A test that waits for the NameError."""

import unittest

values = 1


class Test(unittest.TestCase):
    def test_it(self):
        with self.assertRaises(NameError):
            print(valeus)
