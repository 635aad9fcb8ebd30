# runs
count = other = 0


def connected():
    """Stays the documentation."""
    global count
    print(count)
    pass
    count = 1


def closed(): global count; print(count); pass; count = 2


class Server(object):
    def lost(self):
        # comment
        global other  # in time
        other = 3
        if other:
            global count
            count = 4
            other = count
        pass


connected()
closed()
Server().lost()
print(count)
print(other)
