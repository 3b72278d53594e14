# Ends the process with success, once the driver says that it is ready.
Thread.new do
  sleep 0.2
  exit!(0)
end
