def flush(frames, sock):
    if not len(frames):
        return
    sock.sendall(frames)
