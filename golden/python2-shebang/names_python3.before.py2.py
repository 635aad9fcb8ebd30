#!/usr/bin/env python2.7
# comment
print("ready")
