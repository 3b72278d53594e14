/**
 * Becomes the sandbox: leaves its name for a sweep, joins the control groups, mounts, and runs bwrap in its own place. Arguments: the file for
 * its name, the file of mounts, then join files up to `--`, then the command. It sees nothing hostile.
 */
export const HELPER = `
read -r name </proc/$$/stat && echo "$name" >"$1" || exit 125
mounts=$2
shift 2
while [ "$1" != -- ]; do echo 0 >"$1" || exit 125; shift; done
shift
mount --all --fstab "$mounts" || exit 125
exec "$@"
`;

/**
 * The first process inside, in Perl: reaps what lost its parent, and tells the command's exact wait status (wait(2)) or why it did not start;
 * bwrap and shells give 137 for both exit 137 and SIGKILL. Closes whatever else the harness was started with. When it ends, the kernel ends the whole process namespace. Arguments: the descriptor
 * that it reports to, what the out-of-memory killer adds to the command, the command.
 */
export const FIRST_PROCESS = `
my ($descriptor, $badness) = splice @ARGV, 0, 2;
open my $report, '>&=', $descriptor or die "report: $!";
opendir my $folder, '/proc/self/fd' or die "descriptors: $!";
my @open = readdir $folder;
closedir $folder;
for (grep { /^\\d+$/ && $_ > 2 && $_ != $descriptor } @open) { open my $other, '<&=', $_ or next; close $other }
my $command = fork // die "fork: $!";
if ($command == 0) {
  if (open my $own, '>', '/proc/self/oom_score_adj') { print $own $badness; close $own }
  exec { $ARGV[0] } @ARGV or syswrite $report, "$ARGV[0]: $!";
  exit 127;
}
my $ended;
do { $ended = wait } until $ended == $command || $ended == -1;
syswrite $report, $?;
`;

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
