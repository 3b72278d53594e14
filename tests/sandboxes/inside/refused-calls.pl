# Makes system calls by number (x86-64) and prints the names of those that were not refused.
my %calls = (
  ptrace => [101, 0, 0, 0, 0], process_vm_readv => [310, $$, 0, 0, 0, 0, 0], keyctl => [250, 0, -3, 0], add_key => [248, 0, 0, 0, 0, -3],
  shmget => [29, 0, 4096, 0x3b6], msgget => [68, 0, 0x3b6], semget => [64, 0, 1, 0x3b6], mq_unlink => [241, "x"],
  unshare_user => [272, 0x10000000], unshare_mount => [272, 0x20000], setns => [308, 0, 0], mount => [165, "none", "/work/repo", "tmpfs", 0, 0],
  chroot => [161, "/"], bpf => [321, 0, 0, 0], perf_event_open => [298, 0, 0, -1, -1, 0], userfaultfd => [323, 1], io_uring_setup => [425, 1, 0],
  kexec_load => [246, 0, 0, 0, 0], init_module => [175, 0, 0, 0], open_by_handle_at => [304, 0, 0, 0], clone3 => [435, 0, 0],
  clone_user => [56, 0x10000011, 0, 0, 0, 0], socket_alg => [41, 38, 5, 0], socket_vsock => [41, 40, 1, 0], socket_packet => [41, 17, 3, 0],
  ioctl_terminal => [16, 0, 0x5412, 0], ioctl_terminal_upper_half => [16, 0, 0x100005412, 0],
  socket_netfilter => [41, 16, 3, 12],
);
my @allowed;
for my $name (sort keys %calls) {
  my ($number, @arguments) = @{$calls{$name}};
  local $! = 0;
  my $result = syscall($number, @arguments);
  exit 0 if $name =~ /^clone/ && $result == 0;
  my $errno = $! + 0;
  push @allowed, "$name=$result:$errno" unless $result == -1 && ($errno == 1 || $errno == 38 || $errno == 97);
}
print "[", join(",", map { "\"$_\"" } @allowed), "]";
