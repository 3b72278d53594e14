import { makeDriver } from '../sandboxes/docker-driver.ts';
import { endToEnd } from './end-to-end.ts';

endToEnd('claude-code', makeDriver());
