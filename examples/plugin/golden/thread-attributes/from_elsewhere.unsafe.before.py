def adopt(thread):
    thread.setDaemon(
        True
    )
    return thread.isDaemon()
