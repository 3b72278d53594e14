sub send_file {
    my ($self, $file) = @_;
    my $opened = 0;
    local (*FILE);
    if (!ref($file)) {
        open(FILE, "<:crlf", $file) || return undef;
        $file = \*FILE;
        $opened++;
    }
    my $cnt = 0;
    my $buf = "";
    my $n;
    while (defined($buf = readline $file)) {
        $cnt += length $buf;
        print $self $buf;
    }
    close($file) if $opened;
    $cnt;
}
