# runs
# -*- coding: utf-8 -*-
print([len(data) for data in [b"\xc3\xa9", b"\\\xc3\xa9", b"\xe9", b'''\xc3\xa9
"''']])
print(len("\377") == 1)
