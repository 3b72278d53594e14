import sys

sys.path.insert(0, "/work/repo/src")
from jinja2 import ChainableUndefined, DebugUndefined, Environment, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment, unsafe

class Label(str):
    pass


class Thing:
    """What an application hands to templates: attributes, items, and something of its own that begins with an underscore."""

    def __init__(self, attributes, items, dynamic, private):
        self.__dict__.update(attributes)
        self._items = items
        self._dynamic = dynamic
        self.__dict__.update(private)
        self.__dict__["stream"] = stream_of(private)

    def __getitem__(self, name):
        return self._items[name]

    def __getattr__(self, name):
        dynamic = self.__dict__.get("_dynamic") or {}
        if name in dynamic:
            return dynamic[name]
        raise AttributeError(name)

    @property
    def loud(self):
        return self.name.upper()

    def run(self, function, *rest, **named):
        return function(*rest, **named)

    def greet(self, word="nobody"):
        return f"{self.name} greets {word}"


def stream_of(private):
    yield private


class Other:
    def format(self, word):
        return f"made {word}"


@unsafe
def dangerous():
    return "done"


class Choosy(SandboxedEnvironment):
    hidden = ()

    def is_safe_attribute(self, obj, attr, value):
        return attr not in self.hidden and super().is_safe_attribute(obj, attr, value)


class Quiet(SandboxedEnvironment):
    def unsafe_undefined(self, obj, attribute):
        return self.undefined(obj=obj, name=attribute)


KINDS = {
    "plain": Environment,
    "strict": lambda: Environment(undefined=StrictUndefined),
    "chainable": lambda: Environment(undefined=ChainableUndefined),
    "debug": lambda: Environment(undefined=DebugUndefined),
    "sandbox": SandboxedEnvironment,
    "strict-sandbox": lambda: SandboxedEnvironment(undefined=StrictUndefined),
    "immutable": ImmutableSandboxedEnvironment,
    "choosy": Choosy,
    "quiet": Quiet,
    "escaping-sandbox": lambda: SandboxedEnvironment(autoescape=True),
}


def driver(args):
    def render(template, kind="plain", attributes={}, items={}, dynamic={}, values={}, labels={}, private={}, shared={}, hidden=[]):
        environment = KINDS[kind]()
        environment.hidden = hidden
        # Functions of an application that call what a template gives them.
        environment.filters["apply"] = lambda function, *rest: function(*rest)
        environment.globals["apply"] = lambda function, *rest, **named: function(*rest, **named)
        globals().update(shared)
        thing = Thing(attributes, items, dynamic, private)
        return environment.from_string(template).render(thing=thing, other=Other(), dangerous=dangerous, **values, **{name: Label(text) for name, text in labels.items()})

    return {"render": lambda template, options: render(template, **options)}
