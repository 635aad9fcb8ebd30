def show(path, port=8080):
    try:
        print("serving on %r" % port)
        open(path).close()
    except OSError as problem:
        print("cannot serve: %r" % problem)
        print("cannot serve: %r" % str(problem))
        print("%r" % path)
