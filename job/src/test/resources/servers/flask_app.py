import os

from flask import Flask, request
from ids import keep

app = Flask(__name__)


@app.post("/")
def take():
    keep(request.get_json())
    return "", 204


app.run(host="127.0.0.1", port=int(os.environ["PORT"]))
