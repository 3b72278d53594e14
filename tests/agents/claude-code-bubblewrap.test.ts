import { createBubblewrap } from '../../src/sandboxes/bubblewrap.ts';
import { endToEnd } from './end-to-end.ts';

endToEnd('claude-code', createBubblewrap());
