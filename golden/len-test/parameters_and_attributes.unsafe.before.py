class Channel:
    def __init__(self, backlog):
        self.sent = []
        self.backlog = backlog

    def flush(self, frames):
        if not len(frames) or len(self.backlog) == 0:
            return
        while len(self.sent):
            self.sent.pop()
