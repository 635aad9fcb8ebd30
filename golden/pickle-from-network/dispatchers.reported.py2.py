import cPickle
import SimpleXMLRPCServer


class PickleServer(SimpleXMLRPCServer.SimpleXMLRPCServer):
    def _marshaled_dispatch(self, data, dispatch_method=None, path=None):
        arguments, method = cPickle.loads(data)  # reported  # reported
        return cPickle.dumps(self._dispatch(method, arguments))


server = PickleServer(("localhost", 8000))
print "serving", server.server_address
server.serve_forever()


import xmlrpclib


def end_pickle(unmarshaller, data):
    unmarshaller.append(cPickle.loads(data))  # reported  # reported


xmlrpclib.Unmarshaller.dispatch["pickle"] = end_pickle
