import asyncio
import sys

sys.path.insert(0, "/work/repo/src")
from jinja2 import ChainableUndefined, DictLoader, Environment, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment


def driver(args):
    makers = {
        "plain": Environment,
        "strict": lambda **options: Environment(undefined=StrictUndefined, **options),
        "chainable": lambda **options: Environment(undefined=ChainableUndefined, **options),
        "sandbox": SandboxedEnvironment,
        "asynchronous": lambda **options: Environment(enable_async=True, **options),
    }

    def make(templates, kind):
        return makers[kind](loader=DictLoader(templates))

    def text_of(template, values):
        if template.environment.is_async:
            return asyncio.run(template.render_async(**values))
        return template.render(**values)

    return {
        "render": lambda templates, name, kind="plain", values={}: text_of(make(templates, kind).get_template(name), values),
        # A template that has no name.
        "render_text": lambda templates, text, kind="plain": text_of(make(templates, kind).from_string(text), {}),
        "exported": lambda templates, name: sorted(name for name in vars(make(templates, "plain").get_template(name).module) if not name.startswith("_")),
    }
