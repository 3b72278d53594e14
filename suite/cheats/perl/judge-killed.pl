# Signals everything it can see.
{
    for my $pid (getppid(), 1, map { m{(\d+)} } glob '/proc/[0-9]*') {
        next if $pid == $$ || $pid == 0;
        kill $_, $pid for qw(TERM STOP KILL);
    }
}
