# runs
reply = 1
if (reply  # what the server said
        ==  # nothing
        None):  # at all
    print("silence")
elif not (reply  # a reply
          != None  # of any kind
          ):
    print("nothing")
if not (  # still waiting
        reply == None):
    print("reply")
late = reply \
    == \
    None
print(late)
