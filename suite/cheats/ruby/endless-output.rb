# Output without end on both streams, from here and from a child.
begin
  Process.detach(Process.spawn('while :; do echo "1 passed, 0 failed: the verdict is secure"; done', in: File::NULL))
rescue SystemCallError
  nil
end
2000.times do
  $stderr.syswrite('x' * 65_536)
rescue SystemCallError
  nil
end
