# runs
count = other = 0


def connected():
    """Stays the documentation."""
    print(count)
    global count
    count = 1


def closed(): print(count); global count; count = 2


class Server(object):
    def lost(self):
        # comment
        global other  # in time
        other = 3
        if other:
            global count
            count = 4
            other = count
        global other


connected()
closed()
Server().lost()
print(count)
print(other)
