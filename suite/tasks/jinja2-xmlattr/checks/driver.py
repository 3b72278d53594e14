import sys

sys.path.insert(0, "/work/repo/src")
from jinja2 import Environment
from jinja2.sandbox import SandboxedEnvironment


def driver(args):
    environments = {
        "plain": Environment(),
        "escaping": Environment(autoescape=True),
        "sandbox": SandboxedEnvironment(autoescape=True),
        "asynchronous": Environment(autoescape=True, enable_async=True),
    }

    def render(template, values, kind="escaping"):
        text = environments[kind].from_string(template).render(**values)
        return {"text": text, "type": type(text).__name__}

    return {"render": render}
