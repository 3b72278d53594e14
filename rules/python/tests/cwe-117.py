import json
import logging

from flask import Flask, request

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.route("/login", methods=["POST"])
def login():
    user = request.form["user"]
    # ruleid: python-log-injection
    logger.info("Login of " + user)
    # ruleid: python-log-injection
    logging.warning("Login of %s", user)
    # ruleid: python-log-injection
    app.logger.error(f"Login of {user}")
    # ok: python-log-injection
    logger.info("Login of " + user.replace("\r", "").replace("\n", ""))
    # ok: python-log-injection
    logger.info("Login of " + repr(user))
    # ok: python-log-injection
    logger.info(json.dumps({"user": user}))
    return "done"


@app.route("/order")
def order():
    number = int(request.args["number"])
    # ok: python-log-injection
    logger.info("Order %d", number)
    if request.args["state"] in ("open", "closed"):
        # ok: python-log-injection
        logger.info("State " + request.args["state"])
    return "done"


def audit(action, who):
    # ruleid: python-log-injection
    logger.warning("%s by %s" % (action, who))


@app.route("/delete")
def delete():
    audit("delete", request.headers["X-User"].strip())
    return "done"
