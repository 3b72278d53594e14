import { askByLines } from './lines.mjs';

const JARS = ['commons-logging', 'commons-discovery', 'wsdl4j', 'javax.mail', 'servlet-api', 'javax.activation'].map((name) => `/usr/share/java/${name}.jar`);
const OPTIONS = ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx128m'];

export default function driver() {
  return { write: askByLines('/usr/bin/java', [...OPTIONS, '-cp', ['/work/repo/.built', '/work/repo/src', ...JARS].join(':'), 'Driver']) };
}
