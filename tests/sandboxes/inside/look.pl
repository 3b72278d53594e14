# A candidate that looks for what leave.pl left. Prints what it finds, as one line of `name=value`.
use strict;
use Socket;
use POSIX ();

my $home = $ENV{TMPDIR};
my $parent = getppid;
opendir my $processes, '/proc';
my @others = grep { /^\d+$/ && $_ != $$ && $_ != $parent && $_ != 1 } readdir $processes;
my @entry = stat $home;
opendir my $folder, $home or die "home: $!";
my @entries = grep { !/^\.\.?$/ } readdir $folder;
socket my $client, AF_INET, SOCK_STREAM, 0;
my $port = connect($client, sockaddr_in(31337, INADDR_LOOPBACK)) ? 'open' : 'closed';
socket my $server, AF_INET, SOCK_STREAM, 0;
my $bound = bind($server, sockaddr_in(31337, INADDR_LOOPBACK)) ? 'free' : 'taken';
socket my $named, AF_UNIX, SOCK_STREAM, 0;
my $abstract = connect($named, pack_sockaddr_un("\0left")) ? 'open' : 'closed';
my ($names, $flags) = ("\0" x 1024, "\0" x 8);
my $attributes = syscall((POSIX::uname())[4] eq 'x86_64' ? 194 : 11, $home, $names, 1024);
open my $self, '<', $home;
my $marks = ioctl($self, 0x80086601, $flags) ? unpack('l', $flags) & 0xc0 : 0;
# All of the 8 MiB but what a folder takes.
my $room = 0;
for my $number (1 .. 2) { open my $file, '>', "$home/room$number"; $room += syswrite $file, 'x' x 3_500_000 }
my @left = grep { -e "$_/left" } '/tmp', '/var/tmp', '/run', '/dev', '/dev/shm', '/dev/mqueue', '/drop', '/judge', '/scratch', '/scratch/1', '/work', '/work/repo', '/';
my $mode = sprintf '%o', $entry[2] & 07777;
my $age = time - $entry[9] < 3600 ? 'now' : 'then';
print "processes=@others entries=@entries mode=$mode changed=$age port=$port $bound abstract=$abstract attributes=", $attributes > 0 ? 'some' : 'none', " marks=$marks room=$room left=@left\n";
