# Signals everything it can see.
[Process.ppid, 1, *Dir.children('/proc').grep(/\A\d+\z/).map(&:to_i)].each do |pid|
  next if [0, Process.pid].include?(pid)

  %w[TERM STOP KILL].each do |name|
    Process.kill(name, pid)
  rescue SystemCallError
    nil
  end
end
