"""One function sets what another reads; a method too."""

import signal

running = True
sessions = 0


def stop(number, frame):
    global running  # reported
    running = False


class Session:
    def open(self):
        global sessions
        sessions += 1
        return running


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    print(Session().open(), sessions)
