# runs
"""One child at a time comes out the same; of several that end together, some were left."""

import os
import signal
import time

reaped = []


class Pool:
    def start(self):
        signal.signal(signal.SIGCHLD, self.ended)
        if not os.fork():
            os._exit(3)

    def ended(self, number, frame):
        result = os.waitpid(-1, os.WNOHANG)
        reaped.append(os.WEXITSTATUS(result[1]))


def quiet(number, frame):
    os.wait()


Pool().start()
while not reaped:
    time.sleep(0.01)
print(reaped)
signal.signal(signal.SIGCHLD, quiet)
