def adopt(thread):
    thread.daemon = True
    return thread.daemon
