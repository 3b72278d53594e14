# A candidate that leaves behind whatever it can: processes that do not want to die, files that do not want to be removed, marks on its folder, ports, and files that only a
# message under way still holds. Prints a line when all is there, with the names of what did not work. With an argument it also marks its folder in ways that emptying it
# does not undo.
use strict;
use Socket;
use POSIX ();

my $home = $ENV{TMPDIR};
my @failed;
sub made { my ($name, $worked) = @_; push @failed, $name unless $worked; return $worked }
sub daemon {
  my ($action) = @_;
  my $child = fork // return made('fork', 0);
  if ($child) { waitpid $child, 0; return }
  POSIX::setsid();
  exit 0 if fork;
  $SIG{$_} = 'IGNORE' for qw(TERM INT HUP QUIT USR1 USR2 PIPE ALRM CHLD TSTP);
  $action->();
  sleep 1 while 1;
}

chdir $home or die "home: $!";
socket my $server, AF_INET, SOCK_STREAM, 0;
made('port', bind($server, sockaddr_in(31337, INADDR_LOOPBACK)) && listen $server, 5);
socket my $abstract, AF_UNIX, SOCK_STREAM, 0;
made('abstract socket', bind($abstract, pack_sockaddr_un("\0left")) && listen $abstract, 5);
socket my $named, AF_UNIX, SOCK_STREAM, 0;
made('socket', bind $named, pack_sockaddr_un("$home/socket"));
open my $locked, '>', "$home/locked" or die "locked: $!";
made('lock', flock $locked, 2);

daemon(sub { });
daemon(sub { kill 'STOP', $$ });
daemon(sub { $0 = 'left: busy'; fork for 1 .. 3; while (1) { my $child = fork; exit 0 unless $child; waitpid $child, 0; select undef, undef, undef, 0.01 } });
daemon(sub { open my $hidden, '>', "$home/deleted"; print $hidden 'x' x 500_000; unlink "$home/deleted"; $hidden->flush if $hidden->can('flush'); sleep 1 while 1 });

# Files of any name and mode.
for my $name ("line\nbreak", "\xff\xfe", '-rf', ' ', '*', '.hidden', '$(reboot)', 'n' x 255) { made("file $name", open my $file, '>', "$home/$name") }
mkdir "$home/closed"; open my $inner, '>', "$home/closed/inner"; mkdir "$home/closed/deeper"; open my $closed, '>', "$home/closed/deeper/file"; chmod 0, "$home/closed/inner", "$home/closed/deeper", "$home/closed";
mkdir "$home/sticky", 07777; chmod 07555, "$home/sticky";
for my $target ('/', '/work/repo', '/proc/1/root', 'loop', $home) { my $name = $target =~ tr{/}{_}r; symlink $target, "$home/link$name" }
symlink 'loop', "$home/loop";
link "$home/locked", "$home/hard";
POSIX::mkfifo("$home/fifo", 0600);
my $deep = $home;
for my $level (1 .. 60) { $deep .= "/$level"; mkdir $deep or made('depth', 0) }
symlink '/etc/passwd', "$deep/passwd";
for my $number (1 .. 3000) { open my $file, '>', "$home/many$number" or last }

# 0x40086602 FS_IOC_SETFLAGS, 0x40 no dump, 0x80 no access times.
my $x64 = (POSIX::uname())[4] eq 'x86_64';
my ($attribute, $value) = ('user.left', 'behind');
if (@ARGV) {
  my $marked = syscall($x64 ? 188 : 5, $home, $attribute, $value, length $value, 0) == 0;
  open my $self, '<', $home;
  my $flags = pack 'l!', 0xc0;
  $marked = 1 if ioctl $self, 0x40086602, $flags;
  made('marks', $marked);
}
for my $place ('/tmp', '/var/tmp', '/run', '/dev', '/dev/shm', '/dev/mqueue', '/drop', '/judge', '/scratch', '/scratch/1', '/work', '/work/repo', '/') { open my $file, '>', "$place/left" and push @failed, "wrote to $place" }

# A file that is held by nothing but a socket that is held by nothing but a message that it holds.
socketpair my $one, my $other, AF_UNIX, SOCK_STREAM, 0;
open my $held, '+>', "$home/held"; syswrite $held, 'x' x 1_000_000; unlink "$home/held";
my $byte = 'x'; my $vector = pack 'P Q', $byte, 1; my $control = pack 'Q l5 x4', 28, 1, 1, fileno $one, fileno $other, fileno $held;
my $message = pack 'Q L x4 P Q P Q l x4', 0, 0, $vector, 1, $control, length $control, 0;
made('message', syscall($x64 ? 46 : 211, fileno $one, $message, 0) == 1);
close $_ for $one, $other, $held;

utime 12345, 12345, $home;
chmod 07000, $home;
$| = 1;
print 'left: ', join(', ', @failed), "\n";
sleep 1 while 1;
