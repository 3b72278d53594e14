sub _pack_ipv6 {
    my $ip = shift;
    my @halves = split /::/, $ip, -1;
    return if !@halves or @halves > 2;
    my @groups;
    for my $half (@halves) {
        my @part = split /:/, $half, -1;
        if ($half eq $halves[-1] and @part and $part[-1] =~ /\./) {
            my $ipv4 = _pack_ipv4(pop @part) or return;
            push @part, map { sprintf "%x", $_ } unpack("xnn", $ipv4);
        }
        return if grep { !/\A[0-9a-fA-F]{1,4}\z/ } @part;
        push @groups, \@part;
    }
    my ($left, $right) = @groups;
    my @all = @$left;
    if ($right) {
        my $missing = 8 - @$left - @$right;
        return if $missing < 1;
        push @all, (0) x $missing, @$right;
    }
    return unless @all == 8;
    return pack("xn8", map { hex } @all);
}
