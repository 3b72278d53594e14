# Ends the process with success as soon as it is loaded, past every at_exit.
exit!(0)
