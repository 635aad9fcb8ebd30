# runs
import Queue
import SocketServer
queue = Queue.Queue()
queue.put(1)


def serve(socketserver):
    print socketserver


print queue.get()
serve(SocketServer.TCPServer.__name__)
