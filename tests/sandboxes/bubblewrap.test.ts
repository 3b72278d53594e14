import { conformance } from './conformance.ts';
import { makeDriver } from './bubblewrap-driver.ts';

conformance('bubblewrap', makeDriver);
