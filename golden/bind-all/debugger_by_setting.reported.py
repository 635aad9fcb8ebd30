from flask import Flask

application = Flask(__name__)
application.debug = True
application.run(host="0.0.0.0")  # reported
