class Null:
    def __eq__(self, other):
        return other is None


class Packet:
    pass


setattr(Packet, "__ne__", lambda self, other: False)


def show(value):
    return "null" if value == None else value != None


print(show(Null()), show(Packet()))
