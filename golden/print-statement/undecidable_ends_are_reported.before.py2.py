import sys


def progress(steps):
    for step in steps:
        print step,
    print


def prompt():
    print "password:",


progress(range(3))
prompt()
sys.stdout.write("hidden\n")
