# runs
class Window:
    def __init__(self, *frames):
        self.frames = frames

    def __len__(self):
        return len(self.frames)


window = Window()
if not window:
    print("closed")
window = Window(1)
if window:
    print("open")
