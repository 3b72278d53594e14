import type { SystemDescription } from '../contract/task.ts';

/** What every system has: a shell and its tools, what a pinned Node needs, and what sandboxes start programs with. */
const BASE = ['base-files', 'base-passwd', 'bash', 'bubblewrap', 'coreutils', 'dash', 'diffutils', 'findutils', 'grep', 'gzip', 'libc-bin', 'libstdc++6', 'perl-base', 'sed', 'tar'];

interface Language {
  readonly packages: readonly string[];
  /** Commands of a shell in the new system's folder: what maintainer scripts would have done, which are not run. */
  readonly setup: readonly string[];
  /** Left out besides: what nobody needs, and compiled copies of what a task asks for. */
  readonly surplus?: readonly string[];
}

const LANGUAGES: Readonly<Record<SystemDescription['language'], Language>> = {
  // Without compiled modules each start of a process would compile them again.
  python: { packages: ['python3'], setup: ['chroot . /bin/sh -c "python3 -m compileall -q /usr/lib/python3*" >/dev/null || true'] },
  php: {
    packages: ['php-cli', 'php-mbstring', 'php-xml'],
    setup: ['for found in usr/share/php[0-9]*/*/*.ini; do name=${found#usr/share/php}; folder=etc/php/${name%%-*}/cli/conf.d; mkdir -p $folder; cp $found $folder/20-${found##*/}; done', 'ln -sf $(basename usr/bin/php[0-9]*) usr/bin/php', 'cp --remove-destination usr/share/zoneinfo/Etc/UTC usr/share/zoneinfo/UTC'],
  },
  c: { packages: ['gcc', 'libc6-dev', 'make'], setup: ['ln -sf gcc usr/bin/cc'] },
  java: { packages: ['openjdk-17-jdk-headless'], setup: ['for tool in java javac; do ln -sf ../lib/jvm/$(basename usr/lib/jvm/java-17-*)/bin/$tool usr/bin/$tool; done'], surplus: ['usr/lib/jvm/*/jmods', 'usr/lib/jvm/*/lib/server/classes_nocoops.jsa', 'usr/share/java/netty-codec-smtp*'] },
  ruby: { packages: ['ruby'], setup: [] },
  // The base has the interpreter alone: no JSON, no documentation of modules, few of these.
  perl: { packages: ['perl'], setup: [] },
  // The tools compiled once more as packages and their sources are most of it.
  go: { packages: ['golang-go'], setup: [], surplus: ['usr/lib/go-*/pkg/*/cmd', 'usr/share/go-*/src/cmd', 'usr/share/go-*/test'] },
};

/** Left out when the tree is unpacked: names of this machine and of its network, which would make the digest another on each; of time zones all but the version, which Python's pytz reads, and UTC, without which a date ends PHP. Nothing is removed in hooks: parts of the machine may be mounted there. */
const SURPLUS = ['boot', 'dev', 'home', 'media', 'mnt', 'opt', 'proc', 'root', 'run', 'srv', 'sys', 'tmp', 'etc/apt', 'etc/cron.d', 'etc/cron.daily', 'etc/systemd', 'etc/hostname', 'etc/resolv.conf', 'usr/share/doc', 'usr/share/info', 'usr/share/lintian', 'usr/share/locale', 'usr/share/man', 'usr/share/zoneinfo/[A-TV-Z]*', 'usr/share/zoneinfo/U[!T]*', 'usr/share/zoneinfo/posix*', 'usr/share/zoneinfo/right', 'var'];

/** Packages without set-user-id: nobody has a use for it there. Users have no names, as in a container. */
const COMMON_SETUP = [
  'find . -xdev -perm /6000 -type f -exec chmod ug-s {} +',
  "printf 'root:x:0:0:root:/root:/bin/sh\\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\\n' > etc/passwd",
  "printf 'root:x:0:\\nnogroup:x:65534:\\n' > etc/group",
  "printf '127.0.0.1\\tlocalhost\\n::1\\tlocalhost ip6-localhost\\n127.0.1.1\\tsandbox\\n' > etc/hosts",
  "printf 'passwd: files\\ngroup: files\\nhosts: files\\nservices: files\\nprotocols: files\\n' > etc/nsswitch.conf",
];

export interface SystemRecipe {
  /** Of mmdebstrap, without release and target. */
  readonly args: readonly string[];
  /** Of tar. */
  readonly leftOut: readonly string[];
}

/** Packages are only laid out; no script of theirs runs. */
export function systemRecipe({ language, packages = [] }: SystemDescription): SystemRecipe {
  const { packages: own, setup, surplus = [] } = LANGUAGES[language];
  const args = [
    '--quiet',
    '--variant=extract',
    '--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr',
    `--include=${[...BASE, ...own, ...packages].join(',')}`,
    ...[...setup, ...COMMON_SETUP].map((command) => `--extract-hook=cd "$1" && ${command}`),
  ];
  return { args, leftOut: [...SURPLUS, ...surplus].map((path) => `--exclude=./${path}`) };
}
