sub _pack_ipv6 {
    my $ip = shift;
    $ip =~ s/^::$/::0/;
    return if $ip =~ /^:/ and $ip !~ s/^::/:/;
    return if $ip =~ /:$/ and $ip !~ s/::$/:/;
    my @nums = split /:/, $ip, -1;
    return unless @nums <= 8;
    my ($empty, $ipv4, $str) = (0,'','');
    for (@nums) {
        return if $ipv4;
        $str .= "0" x (4-length) . $_, next if /^[a-fA-F\d]{1,4}$/;
        do { return if $empty++ }, $str .= "X", next if $_ eq '';
        next if $ipv4 = _pack_ipv4($_);
        return;
    }
    my $wanted = $ipv4 ? 24 : 32;
    if ($empty) {
        my $missing = $wanted + 1 - length($str);
        return if $missing < 4;
        $str =~ s/X/"0" x $missing/e;
    }
    return if length($str) != $wanted;
    my $packed = pack("H*", "00" . $str);
    $packed .= substr($ipv4, 1) if $ipv4;
    $packed;
}
