"""Lists that are used for more than one command, and files that change while they are read."""


class Keeper:
    def start(self, names):
        self.kept = []
        self.read = []
        for name in names:
            self.client.fetch(name).addCallback(self.fetched, name)

    def fetched(self, data, name):
        self.kept.append(name)
        self.read.append(data)

    def finish(self):
        self.client.report(self.kept)
        return len(self.kept), sorted(self.read)


def renumber(path):
    with open(path) as source:
        lines = source.readlines()
    for line in sorted(lines):
        print(line)


def rewrite(path):
    for line in open(path).readlines():
        with open(path, "w") as file:
            file.write(line)


def of_something_else(source):
    for line in source.readlines():
        print(line)
