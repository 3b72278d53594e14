import type { Task } from '../../contract/task.ts';
import { readGeneralCheats } from '../../suite/general-cheats.ts';
import { canonicalJson, digestOf } from '../../util/digest.ts';
import { kitDigest, SUITES_FOLDER } from '../package-facts.ts';

/** Of what a record of a check depends on besides its task: what judges inside the sandbox, and the general cheats for the task's language, or none. @throws AseError `not-found` */
export async function proofKit(language: Task['language'], { generalCheats }: { readonly generalCheats: boolean }): Promise<string> {
  const cheats = generalCheats ? await readGeneralCheats(SUITES_FOLDER, language) : [];
  return digestOf(canonicalJson({ kit: kitDigest(), cheats: cheats.map(({ id, text }) => [id, text]) }));
}
