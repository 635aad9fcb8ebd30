"""Objects come from programs on the same machine."""

import zmq

context = zmq.Context()
worker = context.socket(zmq.PULL)
worker.connect("ipc:///var/run/jobs")
print worker.recv_pyobj()
