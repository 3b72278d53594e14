# All the memory there is.
{
    my $size = 64 * 1024 * 1024;
    push @main::cheat_held, 'x' x $size for 1 .. 1024;
}
