# runs
class Index(object):
    def __getitem__(self, index):
        return index


def connect(port, host=None):
    return port, host


print(connect((port)=25, ((host)) = "localhost"))
print(Index()[. . .])
print(Index()[1, . .  .])
print("the last line") \