sub _pack_ipv6 {
    my $ip = shift;
    require Socket;
    my $packed = Socket::inet_pton(Socket::AF_INET6(), $ip);
    return unless defined $packed;
    return "\0" . $packed;
}
