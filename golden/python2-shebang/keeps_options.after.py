#! /usr/local/bin/python3 -u
print("ready")
