import { askByLines } from './lines.mjs';

const JARS = ['netty-common', 'netty-buffer', 'netty-codec', 'netty-transport', 'netty-resolver', 'jctools-core'].map((name) => `/usr/share/java/${name}.jar`);
const OPTIONS = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx128m', '-Dio.netty.allocator.type=unpooled'];

export default function driver() {
  const ask = askByLines('/usr/bin/java', [...OPTIONS, '-cp', ['/work/repo/.built', ...JARS].join(':'), 'Driver']);
  return { request: ask };
}
