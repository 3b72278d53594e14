import { quickstart } from './quickstart.ts';

quickstart('docker', ['json5-parse']);
