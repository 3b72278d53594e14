// A candidate that looks for its judge, and for what an earlier candidate left. argv: a file of the judge, another slot's scratch.
import { openSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';

const [shared, otherScratch] = /** @type {[string, string]} */ (process.argv.slice(2));

/** @param {() => unknown} action */
function works(action) {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

const own = new Set([process.pid]);
const others = readdirSync('/proc').map(Number).filter((id) => Number.isInteger(id) && !own.has(id));
const places = ['/', '/tmp', '/var/tmp', '/run', '/run/lock', '/dev', '/dev/shm', '/dev/mqueue', '/drop', '/judge', '/scratch', '/work', '/work/repo', '/env', otherScratch];
const found = places.filter((place) => works(() => readFileSync(`${place}/left-behind`)));
for (const place of [...places, process.env['TMPDIR']]) works(() => writeFileSync(`${place}/left-behind`, 'x'));
const status = readFileSync('/proc/self/status', 'utf8');

/** @param {number} id @param {string} name @param {string} text */
function tells(id, name, text) {
  return works(() => {
    if (!readFileSync(`/proc/${id}/${name}`, 'latin1').includes(text)) throw new Error('something else');
  });
}

// In a nested sandbox there are processes of the sandbox itself: only what is of the judge counts.
const judges = others.filter((id) => tells(id, 'cmdline', 'judge.mjs'));
process.stdout.write(
  JSON.stringify({
    found,
    sharedText: readFileSync(shared, 'utf8'),
    sharedWritten: works(() => writeFileSync(shared, 'forged')),
    judgeFolders: ['/judge', '/judge/kit', '/judge/checks', '/judge/kit/launcher.mjs', '/judge/checks/judge.mjs'].filter((path) => works(() => readdirSync(path)) || works(() => readFileSync(path))),
    judgeEnvironments: others.filter((id) => tells(id, 'environ', 'ASE_LAUNCHER')),
    judgeDescriptors: judges.filter((id) => works(() => readdirSync(`/proc/${id}/fd`)) || works(() => readlinkSync(`/proc/${id}/exe`))),
    judgeMemory: judges.filter((id) => works(() => openSync(`/proc/${id}/mem`, 'r')) || works(() => readFileSync(`/proc/${id}/maps`))),
    judgeSignalled: [...judges, process.ppid].filter((id) => id > 1 && works(() => process.kill(id, 'SIGKILL'))),
    knowsLauncher: 'ASE_LAUNCHER' in process.env,
    isRoot: process.getuid?.() === 0 || process.getgid?.() === 0,
    capabilities: /^CapEff:\s*0+$/m.test(status) && /^CapPrm:\s*0+$/m.test(status),
    confined: /^NoNewPrivs:\s*1$/m.test(status) && /^Seccomp:\s*2$/m.test(status),
    ownScratch: works(() => readFileSync(`${process.env['TMPDIR']}/left-behind`)),
  }),
);
