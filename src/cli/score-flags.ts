import type { ProfileName } from '../contract/results.ts';
import type { GroupBy } from '../report/groups.ts';

export interface ScoreFlags {
  readonly profile?: ProfileName;
  readonly asPublished?: boolean;
  readonly json?: boolean;
  readonly failUnder: string[];
  readonly fromAse?: string;
  readonly dataset?: string;
  readonly cycles?: number;
  readonly by?: GroupBy;
}
