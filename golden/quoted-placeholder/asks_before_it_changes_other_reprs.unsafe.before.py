def show(path, port=8080):
    try:
        print("serving on '%s'" % port)
        open(path).close()
    except OSError as problem:
        print("cannot serve: '%s'" % problem)
        print("cannot serve: '%s'" % str(problem))
        print("'%s'" % path)
