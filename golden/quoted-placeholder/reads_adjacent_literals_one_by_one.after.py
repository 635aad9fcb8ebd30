# runs
def complain(command, reply, count):
    print("The server did not understand %r"  # what we sent
          " and said %r" % (command, reply))
    print("sent %r " 'and %r '
          "%r times" % (command, reply, "many"))
    print("sent '" "%s" "' and %r" % (command, reply))
    print("sent '%s" "' and %r" % (command, reply))
    print(f"sent {command!r} " f"{count} times, got {reply!r} " "and 'nothing'")
    print("sent " + "%r " % command + "and got '" + "%s' twice" % reply)


complain("NOOP", "500 what?", 3)
