# runs
reply = 1
if (reply  # what the server said
        is  # nothing
        None):  # at all
    print("silence")
elif not (reply  # a reply
          is not None  # of any kind
          ):
    print("nothing")
if not (  # still waiting
        reply is None):
    print("reply")
late = reply \
    is \
    None
print(late)
