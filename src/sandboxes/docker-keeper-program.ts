import type { FilteredArchitecture } from './seccomp-filter.ts';

/** [x86-64, arm64] */
const NUMBERS = { prctl: [157, 167], statfs: [137, 43], listxattr: [194, 11] } as const;

/** More than a judge's folders ever hold of good will; a container with more in them is not worth the time to clean it. */
const MOST_ENTRIES = 20_000;

/**
 * The first process of a container that is kept: it starts one command after the other and cleans up after each. Perl, as every Debian has it, without any module. Its frames are
 * a letter, a length and so many bytes: `r` it is ready; `o` and `e` output; `x` how the command ended (as a shell tells it) and how often memory ran out, or nothing where it
 * cannot tell; then `c` all is clean, or `d` and why it is not. It reads frames of a length and so many parts, each with its length: stdin and the command's words.
 *
 * As the first process it is left out by every `kill -1` in its name space, the judge's own as well, and inherits all orphans: when it has no child left, no process is left.
 * Arguments: the folders that can be written, `--`, what is mounted in them.
 */
export function keeperProgram(architecture: FilteredArchitecture): string {
  const call = (name: keyof typeof NUMBERS): number => NUMBERS[name][architecture === 'x64' ? 0 : 1];
  // 4 PR_SET_DUMPABLE: nobody opens its descriptors or memory by /proc, not even the judge, who is the same user. 4 and 2048: F_SETFL and O_NONBLOCK.
  return `
use strict;
sub stop { print STDERR "$_[0]: $!\\n"; exit 125 }
$$ == 1 or stop('not the first process');
syscall(${call('prctl')}, 4, 0, 0, 0, 0) == 0 or stop('prctl');
my (@folders, %mounted, %before, $kills);
push @folders, shift while @ARGV && $ARGV[0] ne '--';
$mounted{$_} = 1 for @ARGV;
pipe my $woken, my $wake or stop('pipe');
fcntl $_, 4, 2048 or stop('fcntl') for $woken, $wake;
${INPUT_AND_OUTPUT}${factsProgram(call('statfs'), call('listxattr'))}${CLEANING}${ATTEMPT}
%before = map { $_ => facts($_) } @folders;
$kills = kills();
frame('r', '');
while (1) { attempt(unpack '(N/a*)*', take(unpack 'N', take(4))) }
`;
}

/** 4 and 11: EINTR and EAGAIN. The harness that is gone ends it. */
const INPUT_AND_OUTPUT = `
sub frame {
  my $rest = $_[0] . pack('N', length $_[1]) . $_[1];
  while (length $rest) {
    my $sent = syswrite STDOUT, $rest;
    if (defined $sent) { substr $rest, 0, $sent, '' } elsif ($! != 4) { stop('write') }
  }
}
sub take {
  my ($length, $text) = ($_[0], '');
  while (length $text < $length) {
    my $got = sysread STDIN, $text, $length - length $text, length $text;
    next if !defined $got && $! == 4;
    defined $got or stop('read');
    exit 0 if $got == 0;
  }
  return $text;
}
`;

/**
 * What must be the same after each command. Space that is still taken in a folder that looks empty tells of deleted files that something still holds. 0x80086601: FS_IOC_GETFLAGS.
 */
function factsProgram(statfs: number, listxattr: number): string {
  return `
sub as { my ($user, $action, @rest) = @_; $> = $user; $> == $user or stop('seteuid'); my $found = $action->(@rest); $> = 0; $> == 0 or stop('seteuid'); return $found }
sub facts { my ($folder) = @_; return as((lstat $folder)[4], sub {
  my @entry = lstat $folder;
  my ($space, $flags, $names) = ("\\0" x 256, "\\0" x 8, '');
  syscall(${statfs}, $folder, $space) == 0 or stop("statfs $folder");
  my @space = unpack 'q7', $space;
  open my $handle, '<', $folder or stop("open $folder");
  $flags = ioctl($handle, 0x80086601, $flags) ? unpack 'L', $flags : '-';
  return join ' ', @entry[2, 4, 5], $flags, syscall(${listxattr}, $folder, $names, 0), @space[0, 2, 3, 5, 6];
}) }
sub kills {
  for my $file ('/sys/fs/cgroup/memory.events', '/sys/fs/cgroup/memory/memory.oom_control') {
    open my $counts, '<', $file or next;
    while (<$counts>) { return $1 if /^oom_kill (\\d+)$/ }
  }
  return '';
}
`;
}

/** Runs when no process is left, so that nothing moves meanwhile. Whatever it cannot remove is told, and ends the container. */
const CLEANING = `
sub empty {
  my ($top, $left, @open) = ($_[0], ${MOST_ENTRIES}, [$_[0], 0]);
  while (my $last = $open[-1]) {
    my ($path, $seen) = @$last;
    if ($seen) {
      pop @open;
      $path eq $top or rmdir $path or return "rmdir: $!";
      next;
    }
    $last->[1] = 1;
    chmod 0700, $path or return "chmod: $!";
    opendir my $folder, $path or return "opendir: $!";
    while (defined(my $name = readdir $folder)) {
      my $entry = "$path/$name";
      next if $name eq '.' || $name eq '..' || $mounted{$entry};
      $left-- > 0 or return 'too many entries';
      lstat $entry or return "lstat: $!";
      if (-d _) { push @open, [$entry, 0] } else { unlink $entry or return "unlink: $!" }
    }
  }
  return '';
}
sub clean {
  for my $folder (@folders) {
    my ($mode, $user) = split / /, $before{$folder};
    # The devices' folder is root's, who is the judge: it is only looked at.
    my $fault = $folder eq '/dev' ? '' : as($user, sub { empty($folder) || (chmod($mode & 07777, $folder) && utime(undef, undef, $folder) ? '' : "chmod: $!") });
    return "$folder: $fault" if $fault ne '';
    my ($now, $tries) = (facts($folder), 100);
    # Files that were under way in a socket are let go a moment after their processes.
    while ($now ne $before{$folder} && $tries-- > 0) { select undef, undef, undef, 0.01; $now = facts($folder) }
    return "$folder: $now instead of $before{$folder}" if $now ne $before{$folder};
  }
  opendir my $processes, '/proc' or return "proc: $!";
  my @others = grep { /^\\d+$/ && $_ != 1 } readdir $processes;
  return @others ? "processes: @others" : '';
}
`;

/** 10 and 32: ECHILD and EPIPE. Descriptors above 2 close with exec. */
const ATTEMPT = `
$SIG{CHLD} = sub { syswrite $wake, '.' };
sub attempt {
  my ($input, @command) = @_;
  my ($in, $out, $err, $given, $said, $complained);
  pipe $given, $in and pipe $out, $said and pipe $err, $complained or stop('pipe');
  fcntl $in, 4, 2048 or stop('fcntl');
  my $child = fork // stop('fork');
  if ($child == 0) {
    $SIG{CHLD} = 'DEFAULT';
    setpgrp;
    open STDIN, '<&', $given and open STDOUT, '>&', $said and open STDERR, '>&', $complained or exit 126;
    exec { $command[0] } @command or stop($command[0]);
  }
  close $_ for $given, $said, $complained;
  my ($status, %open) = (undef, o => $out, e => $err);
  while (1) {
    while ((my $gone = waitpid -1, 1) > 0) { $status = $? if $gone == $child }
    last if defined $status;
    my ($readable, $writable) = ('', '');
    vec($readable, fileno $_, 1) = 1 for *STDIN, $woken, values %open;
    vec($writable, fileno $in, 1) = 1 if length $input;
    next if select($readable, $writable, undef, undef) < 0;
    if (vec $readable, fileno STDIN, 1) { take(1); stop('an unexpected byte') }
    sysread $woken, my $signals, 4096 if vec $readable, fileno $woken, 1;
    for (grep { vec $readable, fileno $open{$_}, 1 } keys %open) { delete $open{$_} if !forward($_, $open{$_}) }
    if (length $input && vec $writable, fileno $in, 1) {
      my $sent = syswrite $in, $input;
      if (defined $sent) { substr $input, 0, $sent, '' } elsif ($! == 32) { $input = '' } elsif ($! != 4 && $! != 11) { stop('stdin') }
    }
  }
  while (1) {
    kill 9, -1;
    last if waitpid(-1, 0) == -1 && $! == 10;
  }
  for (keys %open) { 1 while forward($_, $open{$_}) }
  my $now = kills();
  frame('x', ($status & 127 ? 128 + ($status & 127) : $status >> 8) . ' ' . ($now eq '' || $kills eq '' ? '' : $now - $kills));
  close $_ for $in, $out, $err;
  my $fault = clean();
  frame($fault eq '' ? 'c' : 'd', $fault);
}
sub forward {
  my ($kind, $from) = @_;
  my $got = sysread $from, my $text, 65536;
  return 1 if !defined $got && $! == 4;
  frame($kind, $text) if $got;
  return $got;
}
`;
