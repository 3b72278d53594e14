import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BIN = join(process.cwd(), 'bin');

/** @param {string} text */
const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Branches of a `case`, one for each name. @param {Record<string, string>} answers */
const branches = (answers) =>
  Object.entries(answers)
    .map(([name, text]) => `${quoted(name)}) printf %s ${quoted(text)} ;;`)
    .join('\n');

/** As nmcli reads its arguments: options, an object, a command, names. @param {{ devices: Record<string, string>, connections: Record<string, string>, networks: string }} world */
const nmcli = ({ devices, connections, networks }) => `#!/bin/sh
while :; do
  case "$1" in
    -f|--fields|-g|--get-values|-m|--mode|-c|--colors|-e|--escape|-w|--wait) shift 2 ;;
    --) shift; break ;;
    -*) shift ;;
    *) break ;;
  esac
done
object=$1; command=$2
shift 2 2>/dev/null
case "$object/$command" in
  d*/w*) printf %s ${quoted(networks)} ;;
  d*/s*)
    if [ $# -eq 0 ]; then printf %s ${quoted(Object.values(devices).join('\n'))}; exit 0; fi
    case "$1" in
${branches(devices)}
      *) echo "Error: Device '$1' not found." >&2; exit 10 ;;
    esac ;;
  c*/s*)
    [ "$1" = -- ] && shift
    case "$1" in id|uuid|path) [ $# -gt 1 ] && shift ;; esac
    missing=0
    for name; do
      case "$name" in
${branches(connections)}
        *) echo "Error: $name - no such connection profile." >&2; missing=10 ;;
      esac
    done
    exit $missing ;;
  *) echo "Error: argument '$object' not understood." >&2; exit 2 ;;
esac
`;

/** @param {Record<string, string>} states by interface */
const wpaCli = (states) => `#!/bin/sh
interface=
while :; do
  case "$1" in
    -i) interface=$2; shift 2 ;;
    -i*) interface=\${1#-i}; shift ;;
    -*) shift ;;
    *) break ;;
  esac
done
[ "$1" = status ] || exit 255
case "$interface" in
${branches(states)}
  *) echo "Failed to connect to non-global ctrl_ifname: $interface  error: No such file or directory"; exit 255 ;;
esac
`;

/** @param {string} name @param {string | null} script */
function install(name, script) {
  const path = join(BIN, name);
  // A tool that is missing must not be found further down in PATH either.
  writeFileSync(path, script ?? '#!/bin/sh\nexit 127\n', { mode: 0o755 });
}

/** The tools of a computer, by what they print; null: the tool is not there. */
function furnish({ iw, nmcli: nmcliWorld, wpaCli: wpaStates }) {
  rmSync(BIN, { recursive: true, force: true });
  mkdirSync(BIN);
  install('iw', iw === null ? null : `#!/bin/sh\n[ "$1" = dev ] && printf %s ${quoted(iw)}\n`);
  install('nmcli', nmcliWorld === null ? null : nmcli(nmcliWorld));
  install('wpa_cli', wpaStates === null ? null : wpaCli(wpaStates));
}

export default async function driver({ require }) {
  process.env.PATH = `${BIN}:${process.env.PATH}`;
  const information = require('/work/repo');
  return {
    connections: (world) => {
      furnish(world);
      return information.wifiConnections();
    },
    interfaces: (world) => {
      furnish(world);
      return information.wifiInterfaces();
    },
    /** What callback and promise get. */
    called: async (world) => {
      furnish(world);
      let given;
      const promised = await information.wifiConnections((result) => {
        given = result;
      });
      return { given, promised };
    },
  };
}
