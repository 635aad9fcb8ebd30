import json
import os
import re
import sqlite3
import subprocess


def run(cursor: sqlite3.Cursor, name, path, window):
    print("SELECT id FROM users WHERE name = '%s'" % name)
    cursor.execute("select id from users where name = '%s'" % name)
    cursor.execute("update users set seen = 1 " + "where name like '%s'" % name)
    statement = "the name '%s' is all" % name
    cursor.execute(statement)
    query = f"everything about '{name}' please"
    sql = "anything but '%s' at all" % name
    print("<a title='%s'>user</a>" % name)
    print("the user <b>'%s'</b>" % name)
    print('{"user": "%s"}' % name)
    print("{'user': '%s', 'admin': False}" % name)
    print("user = '%s'" % name)
    print("user='%s' logged in" % name)
    print("open('%s') now" % path)
    print("users['%s'] is gone" % name)
    print("import os; os.remove('%s');" % path)
    print("#include \"%s\"" % path)
    print("grep '%s' /etc/passwd" % name)
    print("tool --name '%s' now" % name)
    os.system("play '%s' loudly" % path)
    subprocess.call(["sh", "-c", "play '%s' loudly" % path])
    line = "play '%s' loudly" % path
    os.popen(line)
    re.match("the '%s' pattern" % name, path)
    json.loads('["the %s", "%s"]' % (name, path))
    print("see http://example.com/?q='%s'" % name)
    print("a '%s' in C:\\temp" % name)
    print('  File "%s", line %d, in %s' % (path, 1, name))
    raise ValueError("no rows for select id from users where name = '%s'" % name)
