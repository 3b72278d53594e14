#!/bin/sh
# Ends in the way that its argument names, after a change that counts.
printf '// begun\n' >>index.js
case "$1" in
  hangs) (trap '' TERM INT HUP; sleep "$2") & sleep "$2" ;;
  crashes) echo "something is wrong" >&2; exit 3 ;;
  killed) kill -SEGV $$ ;;
  prints) yes 'a line of output that nobody asked for' ;;
  fills) i=0; while :; do head -c 1000000 /dev/zero >"big$i"; i=$((i + 1)); done ;;
  nothing) git checkout index.js 2>/dev/null; sed -i '$d' index.js ;;
  deletes) rm index.js ;;
  links) rm index.js; ln -s /etc/passwd index.js ;;
  folder) rm index.js; mkdir index.js; echo x >index.js/index.js ;;
  binary) printf '\377\376' >>index.js ;;
  closed) mkdir closed; echo x >closed/file; chmod 000 closed index.js ;;
esac
