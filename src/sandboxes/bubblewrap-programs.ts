import type { FilteredArchitecture } from './seccomp-filter.ts';

/**
 * The two programs of ours in a sandbox's line. In Perl, which can make any system call: a chain of unshare, sh, mount, prlimit and setpriv does
 * the same and takes twice as long. Nothing hostile reaches their arguments but the command, which they only hand to execve.
 */
export interface Programs {
  /**
   * Becomes the sandbox: leaves its name for a sweep, joins the control groups, opens a mount namespace, mounts, limits itself, and runs bwrap in
   * its own place. Arguments: the file for its name; the user and group that are to be root in a user namespace, or nothing; limits; join files
   * up to `--`; mounts (type, target, options) up to `--`; the command.
   */
  readonly helper: string;
  /**
   * The first process inside: reaps what lost its parent, and tells the command's exact wait status (wait(2)) or why it did not start; bwrap and
   * shells give 137 for both exit 137 and SIGKILL. Closes whatever else the harness was started with. When it ends, the kernel ends the whole
   * process namespace. Arguments: the descriptor that it reports to; what the out-of-memory killer adds to the command; limits of the command;
   * the user and group that it becomes, or nothing; the command.
   */
  readonly firstProcess: string;
}

/** [x86-64, arm64] */
const NUMBERS = {
  unshare: [272, 97],
  mount: [165, 40],
  prlimit64: [302, 261],
  prctl: [157, 167],
  capset: [126, 91],
  setgroups: [116, 159],
  setresuid: [117, 147],
  setresgid: [119, 149],
} as const;

/** setrlimit(2): what Linux calls them on both architectures. */
export const RESOURCES = { fileBytes: 1, dataBytes: 2, coreBytes: 4, processes: 6, openFiles: 7 } as const;

/** `resource:value` for each limit that is given, as the programs read them. */
export function limitsArgument(limits: Partial<Record<keyof typeof RESOURCES, number>>): string {
  return Object.entries(limits)
    .map(([name, value]) => `${RESOURCES[name as keyof typeof RESOURCES]}:${value}`)
    .join(',');
}

export function programsFor(architecture: FilteredArchitecture): Programs {
  const call: Call = (name) => NUMBERS[name][architecture === 'x64' ? 0 : 1];
  const limit = `
for (split /,/, $limits) {
  my ($resource, $value) = split /:/;
  my $pair = pack 'Q2', $value, $value;
  syscall(${call('prlimit64')}, 0, $resource + 0, $pair, 0) == 0 or stop("limit $resource");
}`;
  return { helper: helperProgram(call, limit), firstProcess: firstProgram(call, limit) };
}

type Call = (name: keyof typeof NUMBERS) => number;

function helperProgram(call: Call, limit: string): string {
  // 0x20000 NEWNS, 0x10000000 NEWUSER; 0x44000 MS_REC and MS_PRIVATE; 6 MS_NOSUID and MS_NODEV.
  return `
sub stop { print STDERR "$_[0]: $!\\n"; exit 125 }
sub put { my ($file, $text) = @_; open my $out, '>', $file or stop($file); print $out $text; close $out or stop($file) }
my ($name, $root, $limits) = splice @ARGV, 0, 3;
open my $own, '<', '/proc/self/stat' or stop('stat');
put($name, scalar <$own>);
close $own;
while ((my $group = shift) ne '--') { put($group, 0) }
syscall(${call('unshare')}, $root eq '' ? 0x20000 : 0x10020000) == 0 or stop('unshare');
if ($root ne '') {
  my ($user, $group) = split /:/, $root;
  put('/proc/self/setgroups', 'deny');
  put('/proc/self/uid_map', "0 $user 1");
  put('/proc/self/gid_map', "0 $group 1");
}
my ($none, $top) = ('none', '/');
syscall(${call('mount')}, $none, $top, 0, 0x44000, 0) == 0 or stop('private mounts');
while ((my $type = shift) ne '--') {
  my ($target, $options) = splice @ARGV, 0, 2;
  syscall(${call('mount')}, $type, $target, $type, 6, $options) == 0 or stop("mount $type $options");
}${limit}
exec { $ARGV[0] } @ARGV or stop($ARGV[0]);
`;
}

function firstProgram(call: Call, limit: string): string {
  // 24 PR_CAPBSET_DROP, for each capability that the kernel knows; 0x20080522 is version 3 of capset.
  return `
my ($descriptor, $badness, $limits, $user) = splice @ARGV, 0, 4;
open my $report, '>&=', $descriptor or die "report: $!";
sub stop { syswrite $report, "$_[0]: $!"; exit 127 }
opendir my $folder, '/proc/self/fd' or stop('descriptors');
my @open = readdir $folder;
closedir $folder;
for (grep { /^\\d+$/ && $_ > 2 && $_ != $descriptor } @open) { open my $other, '<&=', $_ or next; close $other }
my $command = fork // stop('fork');
if ($command == 0) {
  if (open my $own, '>', '/proc/self/oom_score_adj') { print $own $badness; close $own }${limit}
  if ($user ne '') {
    my ($uid, $gid) = map { $_ + 0 } split /:/, $user;
    my $capability = 0;
    $capability++ while syscall(${call('prctl')}, 24, $capability, 0, 0, 0) == 0;
    syscall(${call('setgroups')}, 0, 0) == 0 or stop('setgroups');
    syscall(${call('setresgid')}, $gid, $gid, $gid) == 0 or stop('setresgid');
    syscall(${call('setresuid')}, $uid, $uid, $uid) == 0 or stop('setresuid');
    my ($header, $nothing) = (pack('L l', 0x20080522, 0), pack('L6', (0) x 6));
    syscall(${call('capset')}, $header, $nothing) == 0 or stop('capset');
  }
  exec { $ARGV[0] } @ARGV or stop($ARGV[0]);
}
my $ended;
do { $ended = wait } until $ended == $command || $ended == -1;
syswrite $report, $?;
`;
}

/** How the first process's report reads. */
export type WaitStatus = { readonly kind: 'exited'; readonly code: number } | { readonly kind: 'signalled'; readonly number: number } | { readonly kind: 'failed'; readonly reason: string };

/** Null where there is no report: the sandbox ended before its command did. */
export function readReport(text: string): WaitStatus | null {
  if (text === '') return null;
  // A command that did not start writes its reason before the status of the process that was to become it.
  if (!/^\d{1,5}$/.test(text)) return { kind: 'failed', reason: text.replace(/\d+$/, '') };
  const status = Number(text);
  const signal = status & 0x7f;
  return signal === 0 ? { kind: 'exited', code: status >> 8 } : { kind: 'signalled', number: signal };
}
