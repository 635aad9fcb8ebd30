#!/usr/bin/env python3
# comment
print("ready")
