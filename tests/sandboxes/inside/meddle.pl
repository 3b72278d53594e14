# Meddles with every process it sees but its own, above all with the first one. Prints what worked.
use strict;
my @worked;
my @own = grep { !/^\.\.?$/ } do { opendir my $folder, '/proc/self/fd'; readdir $folder };
push @worked, "descriptors @own" if grep { $_ > 3 } @own;
opendir my $processes, '/proc';
for my $id (grep { /^\d+$/ && $_ != $$ } readdir $processes) {
  opendir my $descriptors, "/proc/$id/fd" and push @worked, "$id fd";
  for my $number (0 .. 9) {
    open my $out, '>', "/proc/$id/fd/$number" and push @worked, "$id write $number";
    open my $in, '<', "/proc/$id/fd/$number" and push @worked, "$id read $number";
  }
  for my $file (qw(mem environ maps)) { if (open my $in, '<', "/proc/$id/$file") { sysread($in, my $text, 1) and push @worked, "$id read $file" } }
  for my $file (qw(mem oom_score_adj clear_refs)) { open my $out, '>', "/proc/$id/$file" and push @worked, "$id write $file" }
  readlink "/proc/$id/exe" and push @worked, "$id exe";
  for my $signal (qw(USR1 STOP TERM KILL)) { kill $signal, $id and push @worked, "$id $signal" }
}
kill 'KILL', -1 if $ARGV[0];
print 'worked: ', join(', ', @worked), "\n";
