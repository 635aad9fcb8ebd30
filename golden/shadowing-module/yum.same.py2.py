#!/usr/bin/python
# yum.py
"""A module for Ansible, which runs a copy of it under another name."""

import yum

from ansible.module_utils.basic import *

print yum.YumBase()
