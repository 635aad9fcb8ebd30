import threading


def start(work):
    worker = threading.Thread(target=work)
    worker.daemon = True  # ends with the program
    worker.name = "worker of " + work.__name__
    worker.start()
    return worker.name
