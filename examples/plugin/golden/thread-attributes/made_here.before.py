import threading


def start(work):
    worker = threading.Thread(target=work)
    worker.setDaemon(True)  # ends with the program
    worker.setName("worker of " + work.__name__)
    worker.start()
    return worker.getName()
