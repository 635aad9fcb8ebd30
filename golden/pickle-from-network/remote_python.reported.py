import rpyc
from rpyc.utils.server import ThreadedServer


class Service(rpyc.Service):
    pass


ThreadedServer(Service, hostname="localhost", port=1, protocol_config={"allow_pickle": True}).start()  # reported  # reported
ThreadedServer(Service, hostname="localhost", port=1, protocol_config={"allow_pickle": False}).start()
