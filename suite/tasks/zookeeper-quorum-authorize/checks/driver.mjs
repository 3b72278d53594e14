import { askByLines } from './lines.mjs';

const OPTIONS = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx128m'];

export default function driver() {
  return { ask: askByLines('/usr/bin/java', [...OPTIONS, '-cp', '/work/repo/.built:/usr/share/java/slf4j-api.jar', 'Driver']) };
}
