import { makeDriver } from '../sandboxes/docker-driver.ts';
import { commands } from './commands.ts';

commands(makeDriver());
