/**
 * The system calls that a sandbox has no business with, as Docker's seccomp JSON; seccomp-filter.ts makes a program of it.
 *
 * Not Docker's own default: what that one allows depends on the engine's version, the kernel and the granted capabilities
 * (ptrace, io_uring and AF_VSOCK come and go), and an allow-list turns each new libc call into a broken candidate. A list of
 * refusals gives the same verdict on every engine, and the same rules hold under bubblewrap. Calls of a foreign
 * architecture (32 bit, x32) end the process: libseccomp does that when only the native one is listed.
 */
export interface SeccompRule {
  readonly names: readonly string[];
  readonly action: 'SCMP_ACT_ERRNO';
  readonly errnoRet?: number;
  readonly args?: readonly SeccompArgument[];
}

export interface SeccompArgument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: 'SCMP_CMP_EQ' | 'SCMP_CMP_GT' | 'SCMP_CMP_MASKED_EQ';
}

const ENOSYS = 38;
const EAFNOSUPPORT = 97;

/** `personality` stays: its flags reach the caller only, and address sanitizers need it. */
const REFUSED = {
  otherProcesses: ['ptrace', 'process_vm_readv', 'process_vm_writev', 'process_madvise', 'kcmp', 'pidfd_getfd', 'move_pages', 'migrate_pages'],
  /** Keyrings, SysV and POSIX queues outlive a process: one check could leave a message to the next. */
  memoryOfTheKernel: ['keyctl', 'add_key', 'request_key', 'shmget', 'shmat', 'shmctl', 'msgget', 'msgsnd', 'msgrcv', 'msgctl', 'semget', 'semop', 'semtimedop', 'semctl', 'mq_open', 'mq_unlink', 'mq_notify', 'mq_getsetattr', 'mq_timedsend', 'mq_timedreceive'],
  mounts: ['mount', 'umount', 'umount2', 'pivot_root', 'chroot', 'move_mount', 'open_tree', 'open_tree_attr', 'fsopen', 'fsconfig', 'fsmount', 'fspick', 'mount_setattr', 'statmount', 'listmount', 'name_to_handle_at', 'open_by_handle_at', 'quotactl', 'quotactl_fd', 'fanotify_init'],
  namespaces: ['unshare', 'setns'],
  /** Large attack surfaces of the kernel that no language runtime depends on. */
  surfaces: ['bpf', 'perf_event_open', 'userfaultfd', 'io_uring_setup', 'io_uring_enter', 'io_uring_register', 'lookup_dcookie', 'modify_ldt', 'vmsplice', 'nfsservctl', 'uselib', 'ustat', 'sysfs', '_sysctl', 'memfd_secret'],
  machine: ['kexec_load', 'kexec_file_load', 'init_module', 'finit_module', 'delete_module', 'create_module', 'get_kernel_syms', 'query_module', 'reboot', 'swapon', 'swapoff', 'acct', 'settimeofday', 'stime', 'clock_settime', 'clock_adjtime', 'adjtimex', 'iopl', 'ioperm', 'syslog', 'vhangup', 'sethostname', 'setdomainname'],
} as const;

/** CLONE_NEWTIME, NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET (clone(2)); NEWTIME shares its bit with the exit signal and is of clone3 only. */
const CLONE_NEW_FLAGS = [0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000, 0x40000000];
const AF_NETLINK = 16;
/** AF_UNIX, AF_INET, AF_INET6; AF_NETLINK with protocol 0 (NETLINK_ROUTE) is how libc lists interfaces. */
const ALLOWED_FAMILIES = [1, 2, 10, AF_NETLINK];
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;
/** The kernel reads a request of ioctl as 32 bits, the engine compares 64: the upper half must not hide it. */
const LOWER_HALF = 0xffffffff;

function refusal(names: readonly string[], args?: readonly SeccompArgument[], errnoRet?: number): SeccompRule {
  return { names, action: 'SCMP_ACT_ERRNO', ...(errnoRet === undefined ? {} : { errnoRet }), ...(args === undefined ? {} : { args }) };
}

function refusedFamilies(): SeccompRule[] {
  const listed = Array.from({ length: AF_NETLINK }, (_, family) => family).filter((family) => !ALLOWED_FAMILIES.includes(family));
  const others: SeccompArgument[] = [...listed.map((value) => ({ index: 0, value, op: 'SCMP_CMP_EQ' as const })), { index: 0, value: AF_NETLINK, op: 'SCMP_CMP_GT' }];
  return [
    ...others.map((argument) => refusal(['socket', 'socketpair'], [argument], EAFNOSUPPORT)),
    refusal(['socket'], [{ index: 0, value: AF_NETLINK, op: 'SCMP_CMP_EQ' }, { index: 2, value: 0, op: 'SCMP_CMP_GT' }], EAFNOSUPPORT),
  ];
}

/** The profile as the engine's `seccomp=` security option wants it. */
export function seccompProfile(): { readonly defaultAction: 'SCMP_ACT_ALLOW'; readonly syscalls: readonly SeccompRule[] } {
  return {
    defaultAction: 'SCMP_ACT_ALLOW',
    syscalls: [
      ...Object.values(REFUSED).map((names) => refusal(names)),
      ...CLONE_NEW_FLAGS.map((flag) => refusal(['clone'], [{ index: 0, value: flag, valueTwo: flag, op: 'SCMP_CMP_MASKED_EQ' }])),
      // Its flags lie in memory, where a filter cannot look; libc falls back to clone on ENOSYS.
      refusal(['clone3'], undefined, ENOSYS),
      ...refusedFamilies(),
      ...[TIOCSTI, TIOCLINUX].map((request) => refusal(['ioctl'], [{ index: 1, value: LOWER_HALF, valueTwo: request, op: 'SCMP_CMP_MASKED_EQ' }])),
    ],
  };
}
