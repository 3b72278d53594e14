import { conformance } from './conformance.ts';
import { makeDriver } from './docker-driver.ts';

conformance('docker', makeDriver);
