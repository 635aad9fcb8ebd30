import Queue
import threading


def start(work):
    worker = threading.Thread(target=work)
    worker.setDaemon(True)
    jobs = worker.getName(), Queue.Queue()
    worker.start()
    return jobs
