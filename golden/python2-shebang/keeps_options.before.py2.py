#! /usr/local/bin/python2 -u
print("ready")
