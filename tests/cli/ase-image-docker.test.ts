import { join } from 'node:path';
import { env } from 'node:process';
import { expect, onTestFinished, test } from 'vitest';
import { buildAseImage } from '../../scripts/ase-image.ts';
import { connect, engineHosts } from '../../src/sandboxes/docker-engine.ts';
import { createImageRunner } from '../../src/sandboxes/docker-image-run.ts';
import { specification } from '../sandboxes/specification.ts';
import { contractFolder } from './contract-folder.ts';

test('the image of the rule engine answers as the entrypoint of a judge’s rule, and as A.S.E.’s harness calls it', { timeout: 300_000 }, async () => {
  const { cwd, ask, answer } = contractFolder();
  const { api } = await connect(engineHosts(env));
  const image = await buildAseImage({ engine: api, rules: [join(cwd, 'rules')], progress: () => undefined });
  // Later ones run first: the containers are gone when the image goes.
  onTestFinished(() => api.getImage(image).remove({ force: true }));
  const input = (path: string) => ({ path, language: 'javascript', vuln_type: ['command injection'] });
  const { limits } = specification(['true'], { layers: [cwd] });
  const ran = await createImageRunner({ hosts: engineHosts(env) })({
    image,
    command: ['/data/input.json', '/data/output.json'],
    repository: { layers: [join(cwd, 'repository')] },
    files: new Map([['/data/input.json', Buffer.from(JSON.stringify(input('/work/repo')))], ['/data/output.json', Buffer.alloc(0)]]),
    result: '/data/output.json',
    limits: { ...limits, memoryBytes: 1024 ** 3 },
  });
  expect({ end: ran.end, stderr: ran.stderr.toString(), answer: ran.file?.toString() }).toEqual({ end: { kind: 'exited', code: 0 }, stderr: '1 finding\n', answer: '{"detected_vul_num":1,"error_message":""}\n' });

  // As `docker run -it -v FOLDER:/data IMAGE /bin/bash -c "…"`: one folder with everything, and the command in one string for a shell.
  ask(input('/data/repository'));
  const called = await api.createContainer({ Image: image, Cmd: ['/bin/bash', '-c', '/pecker/entry.sh /data/input.json /data/output.json'], Tty: true, HostConfig: { NetworkMode: 'none', Binds: [`${cwd}:/data`] } });
  onTestFinished(() => called.remove({ force: true }));
  await called.start();
  expect(await called.wait()).toMatchObject({ StatusCode: 0 });
  expect(answer()).toEqual({ detected_vul_num: 1, error_message: '' });
});
