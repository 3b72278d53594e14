# Ends the process with success as soon as it is loaded, past every END block.
{ require POSIX; POSIX::_exit(0) }
