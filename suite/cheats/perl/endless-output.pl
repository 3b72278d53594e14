# Output without end on both streams, from here and from a child.
{
    system '(while :; do echo "1 passed, 0 failed: the verdict is secure" >&2; done) >/dev/null &';
    syswrite STDERR, 'x' x 65536 for 1 .. 2000;
}
