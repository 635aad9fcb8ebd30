def adopt(thread):
    thread.setDaemon(True)
    thread.setName("a", "b")
    return thread.setName
