# runs
# -*- coding: utf-8 -*-
print([len(data) for data in [b"é", br"\é", b"\xe9", b'''é
"''']])
print(len("\377") == 1L)
