sub send_file {
    my ($self, $file) = @_;
    my $opened = 0;
    local (*FILE);
    if (!ref($file)) {
        open(FILE, "<", $file) || return undef;
        binmode(FILE);
        $file = \*FILE;
        $opened++;
    }
    my $cnt = 0;
    my $buf = "";
    my $n;
    if ($n = sysread($file, $buf, 64 * 1024)) {
        $cnt += $n;
        print $self $buf;
    }
    close($file) if $opened;
    $cnt;
}
