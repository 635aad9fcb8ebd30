class Packet:
    def __len__(self):
        return 0

    def __bool__(self):
        return True


def handle(packet):
    if len(packet) == 0:
        return "empty"


packet = Packet()
if not len(packet):
    print(handle(packet))
