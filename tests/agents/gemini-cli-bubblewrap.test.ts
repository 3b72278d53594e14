import { createBubblewrap } from '../../src/sandboxes/bubblewrap.ts';
import { endToEnd } from './end-to-end.ts';

endToEnd('gemini-cli', createBubblewrap());
