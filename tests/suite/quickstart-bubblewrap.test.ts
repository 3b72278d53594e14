import { quickstart } from './quickstart.ts';

quickstart('bubblewrap', ['json5-parse', 'morgan-compile', 'send-root']);
