# Ends the process with success as soon as it is loaded.
import os as _os
_os._exit(0)
