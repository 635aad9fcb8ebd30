# runs
def configure(code):
    exec(code)
    print("configured")


configure("port = 25")
