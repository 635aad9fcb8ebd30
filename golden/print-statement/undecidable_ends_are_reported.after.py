import sys


def progress(steps):
    for step in steps:
        print(step, end=" ")
    print()


def prompt():
    print("password:", end=" ")


progress(range(3))
prompt()
sys.stdout.write("hidden\n")
