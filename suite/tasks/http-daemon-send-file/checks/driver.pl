use strict;
use warnings;
use lib '/work/repo/lib';
use HTTP::Daemon;
use IO::File;
use POSIX ();
use Socket qw(AF_UNIX SOCK_STREAM);

my @held;

# Texts are characters, names of files bytes.
sub name_of {
    my ($name) = @_;
    utf8::encode($name);
    return $name;
}

# What a client gets: a process of its own reads the other end of the connection.
sub received {
    my ($send) = @_;
    socketpair my $here, my $there, AF_UNIX, SOCK_STREAM, 0 or die "$!\n";
    pipe my $read, my $write or die "$!\n";
    my $child = fork // die "$!\n";
    if ($child == 0) {
        POSIX::close($_) for 3, 4;
        close $here;
        binmode $_ for $there, $write;
        my $all = do { local $/; readline $there };
        print $write $all // '';
        close $write;
        POSIX::_exit(0);
    }
    close $there;
    close $write;
    my $connection = bless $here, 'HTTP::Daemon::ClientConn';
    local $SIG{PIPE} = 'IGNORE';
    my $count = eval { $send->($connection) };
    my $failed = $@;
    my $reason = "$!";
    close $connection;
    binmode $read;
    my $body = do { local $/; readline $read };
    close $read;
    waitpid $child, 0;
    die $failed if $failed;
    return { count => defined $count ? 0 + $count : undef, body => $body // '', reason => $reason };
}

my %handles = (
    lexical => sub { open my $file, '<', $_[0] or die "$!\n"; binmode $file; $file },
    glob => sub { open FILE, '<', $_[0] or die "$!\n"; binmode FILE; \*FILE },
    object => sub { my $file = IO::File->new($_[0], 'r') // die "$!\n"; $file->binmode; $file },
);

sub put {
    my ($name, $text) = @_;
    open my $file, '>', name_of($name) or die "$!\n";
    print $file name_of($text);
    close $file or die "$!\n";
    return 1;
}

sub {
    return {
        send => sub { my ($name) = @_; $name = name_of($name); received(sub { $_[0]->send_file($name) }) },
        through => sub {
            my ($kind, $name, $skipped) = @_;
            my $file = $handles{$kind}->(name_of($name));
            sysread $file, my $begin, $skipped if $skipped;
            my $answer = received(sub { $_[0]->send_file($file) });
            $answer->{open} = defined sysseek($file, 0, 0) ? 1 : 0;
            return $answer;
        },
        many => sub {
            my ($name, $count) = @_;
            my $sent = 0;
            my $all = received(sub { my ($connection) = @_; for (1 .. $count) { my $bytes = $connection->send_file(name_of($name)); $sent++ if defined $bytes } 0 });
            return [$sent, length $all->{body}];
        },
        put => \&put,
        change_folder => sub { chdir name_of($_[0]) or die "$!\n"; return 1 },
        # A file that the program has open for purposes of its own; gives its number.
        hold => sub { open my $file, '<', name_of($_[0]) or die "$!\n"; push @held, $file; return fileno $file },
    };
}
