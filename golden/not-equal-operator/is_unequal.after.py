# runs
code, reason = 550, "<>"
print((code != 250, code!=550, reason != "!=", 1 < code != 2))
if code != 250 and \
        code != 251:  # neither
    print("refused")
