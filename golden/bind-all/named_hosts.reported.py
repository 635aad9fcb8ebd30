from xmlrpc.server import SimpleXMLRPCServer

HOST = ""
LOCAL = "localhost"

SimpleXMLRPCServer((HOST, 8000)).serve_forever()  # reported
SimpleXMLRPCServer((LOCAL, 8001)).serve_forever()
