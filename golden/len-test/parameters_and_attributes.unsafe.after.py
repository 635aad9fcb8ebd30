class Channel:
    def __init__(self, backlog):
        self.sent = []
        self.backlog = backlog

    def flush(self, frames):
        if not frames or not self.backlog:
            return
        while self.sent:
            self.sent.pop()
