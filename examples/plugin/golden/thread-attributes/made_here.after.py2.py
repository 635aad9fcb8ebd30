import Queue
import threading


def start(work):
    worker = threading.Thread(target=work)
    worker.daemon = True
    jobs = worker.name, Queue.Queue()
    worker.start()
    return jobs
