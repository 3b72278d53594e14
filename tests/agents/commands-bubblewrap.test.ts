import { createBubblewrap } from '../../src/sandboxes/bubblewrap.ts';
import { commands } from './commands.ts';

commands(createBubblewrap());
