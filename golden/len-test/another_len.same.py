def len(value):
    return 7


if not len([]):
    print("none")


class Frame:
    def size(self, len, body):
        if len(body) == 0:
            return 0
