// Output without end on both streams, from here and from a child.
@\exec('(while :; do echo "1 passed, 0 failed: the verdict is secure" >&2; done) >/dev/null &');
for ($cheat = 0; $cheat < 2000; $cheat++) @\file_put_contents('php://stderr', \str_repeat('x', 65536));
