import sys


def answer(sock, transport, request, wfile, log_file, name):
    sock.send("no folder '%s'\r\n" % name)
    sock.sendall(("no folder '%s'" % name).encode())
    transport.write(b"no folder '%s'" % name)
    transport.write("no folder '%s'" % name)
    wfile.write("no folder '%s'" % name)
    print("no folder '%s'" % name, file=log_file)
    request.setHeader("x-folder", "no folder '%s'" % name)
    name.sendLine(f"no folder '{name}'")
    with open("folders", "w") as output:
        output.write("no folder '%s'\n" % name)
        output.writelines("no folder '%s'\n" % one for one in [name])
    if name == "no folder '%s'" % sys.argv[0]:
        return {"no folder '%s'" % name: 1}["no folder '%s'" % name]
    return ("no folder '%s'" % name).split("'")
