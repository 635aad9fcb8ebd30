#!/usr/bin/env python
# python2
print("ready")
