import type { ProfileName } from '../../contract/results.ts';
import type { JudgingFlags } from '../options.ts';
import type { GenerationFlags } from './open-generators.ts';

export interface RunFlags extends JudgingFlags {
  readonly run?: string;
  readonly cycles?: number;
  readonly profile: ProfileName;
  readonly retryInconclusive?: boolean;
  readonly failUnder: string[];
}

export interface GeneratingFlags extends RunFlags, GenerationFlags {
  readonly generator: string[];
  readonly cwe: string[];
  readonly language: string[];
  readonly limit?: number;
  readonly dryRun?: boolean;
}
