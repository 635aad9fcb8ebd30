# runs
import sys

replies = ["200 ok", "404 gone"]
print("two items", "one line")
print("an item is printed next:", end=" ")
print(replies[0])
print("the line ends next:", end="")
print()
print("the file itself writes next:", end="")
sys.stdout.write("at once\n")
print("a newline of its own\n", end="")
print("a tab of its own\t", end="")
print("right after it")
for reply in replies:
    print(reply[:3], end=" ")
print("all codes")


def poll(reply):
    if reply.startswith("2"):
        print("fine:", end=" ")
    else:
        print("bad:", end=" ")
    print(reply)


for reply in replies:
    poll(reply)
print("the script ends next")
