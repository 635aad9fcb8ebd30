# runs
def complain(command, reply, count):
    print("The server did not understand '%s'"  # what we sent
          " and said '%s'" % (command, reply))
    print("sent '%s' " 'and \'%s\' '
          "'%s' times" % (command, reply, "many"))
    print("sent '" "%s" "' and '%s'" % (command, reply))
    print("sent '%s" "' and '%s'" % (command, reply))
    print(f"sent '{command}' " f"{count} times, got '{reply}' " "and 'nothing'")
    print("sent " + "'%s' " % command + "and got '" + "%s' twice" % reply)


complain("NOOP", "500 what?", 3)
