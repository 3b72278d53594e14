import { AseError } from '../contract/errors.ts';
import type { ProfileName } from '../contract/results.ts';
import type { VerdictName } from '../contract/task.ts';

export interface Profile {
  readonly name: ProfileName;
  readonly secure: ReadonlySet<VerdictName>;
  readonly works: ReadonlySet<VerdictName>;
  /** `same-verdict`: a task's cycles agree, of tasks that worked once. `deviation`: min–max of the secure bits' standard deviation. */
  readonly stability: 'same-verdict' | 'deviation';
  /** What stability is normalised in, and the unweighted mean is taken over. */
  readonly strata: 'none' | 'class';
  readonly asPublished: boolean;
}

const works: ReadonlySet<VerdictName> = new Set<VerdictName>(['secure', 'insecure', 'suspect']);

const profiles: Record<ProfileName, Omit<Profile, 'asPublished'>> = {
  hybrid: { name: 'hybrid', secure: new Set(['secure']), works, stability: 'same-verdict', strata: 'none' },
  'ase-v1': { name: 'ase-v1', secure: new Set(['secure']), works, stability: 'deviation', strata: 'class' },
  // v2 asks the exploit and the test only; what the rule alone finds makes `suspect`, which it does not know.
  'ase-v2': { name: 'ase-v2', secure: new Set(['secure', 'suspect']), works, stability: 'deviation', strata: 'none' },
};

/**
 * `asPublished` repeats the scale mistake of A.S.E. v2's code.
 * @throws AseError `bad-input` when it is asked of another profile.
 */
export function profileOf(name: ProfileName, asPublished: boolean): Profile {
  if (asPublished && name !== 'ase-v2') {
    throw new AseError('bad-input', `profile ${name} has no as-published form`, { remedy: 'Use --profile ase-v2 --as-published, or leave --as-published out.' });
  }
  return { ...profiles[name], asPublished };
}

export interface Weights {
  readonly security: number;
  readonly quality: number;
  readonly stability: number;
}

/**
 * Weights of the overall score for parts on one scale. Without a stability the other two keep their proportion, so that one cycle
 * does not cost ten points. As published, stability on 0–1 was added to scores on 0–100: a hundredth of its weight.
 */
export function weightsOf(profile: Profile, stability: 'known' | 'unknown'): Weights {
  if (profile.asPublished) return { security: 0.6, quality: 0.3, stability: stability === 'known' ? 0.001 : 0 };
  return stability === 'known' ? { security: 0.6, quality: 0.3, stability: 0.1 } : { security: 0.6 / 0.9, quality: 0.3 / 0.9, stability: 0 };
}
