# runs
import sys

replies = ["200 ok", "404 gone"]
print "two items", "one line"
print "an item is printed next:",
print replies[0]
print "the line ends next:",
print
print "the file itself writes next:",
sys.stdout.write("at once\n")
print "a newline of its own\n",
print "a tab of its own\t",
print "right after it"
for reply in replies:
    print reply[:3],
print "all codes"


def poll(reply):
    if reply.startswith("2"):
        print "fine:",
    else:
        print "bad:",
    print reply


for reply in replies:
    poll(reply)
print "the script ends next",
