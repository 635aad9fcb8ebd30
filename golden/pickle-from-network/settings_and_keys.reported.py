import pickle
import xmlrpc.client
from multiprocessing.connection import Client, Listener
from multiprocessing.managers import BaseManager

import numpy
import Pyro4
import requests
from celery import Celery

application = Celery("jobs", broker="amqp://localhost")
application.conf.accept_content = ["json", "pickle"]  # reported  # reported
application.conf.update(
    task_serializer="pickle",  # reported  # reported
    result_serializer="json",
)
Pyro4.config.SERIALIZERS_ACCEPTED.add("pickle")  # reported  # reported
CELERY_TASK_SERIALIZER = "json"


class QueueManager(BaseManager):
    pass


def listeners():
    return [
        Listener(("", 6000), authkey=None),  # reported  # reported
        Listener(("0.0.0.0", 6000), authkey=b"secret"),  # reported  # reported
        Client(("192.0.2.7", 6000)),  # reported  # reported
        QueueManager(address=("", 50000), authkey=b"abracadabra"),  # reported  # reported
        QueueManager(("", 50000), b"abracadabra"),  # reported  # reported
    ]


def local_or_secret(key):
    return [
        Listener(("localhost", 6000)),
        Listener(("", 6000), authkey=key),
        QueueManager(address=("127.0.0.1", 50000), authkey=b"abracadabra"),
        QueueManager(address=("", 50000)),
        Client("/tmp/socket"),
    ]


def downloaded(url):
    with requests.Session() as session:
        answer = session.get(url)
    first = pickle.loads(answer.content)  # reported  # reported
    second = pickle.loads(bytes.fromhex(answer.text))  # reported  # reported
    return first, second, numpy.load(answer.raw, allow_pickle=True), numpy.load(answer.raw)  # reported  # reported


class Unmarshaller(xmlrpc.client.Unmarshaller):
    def end_pickle(self, data):
        self.append(pickle.loads(data))  # reported  # reported
