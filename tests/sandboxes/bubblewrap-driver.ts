import type { SandboxDriver } from '../../src/contract/sandbox.ts';
import { createBubblewrap } from '../../src/sandboxes/bubblewrap.ts';

export function makeDriver(): SandboxDriver {
  return createBubblewrap();
}
