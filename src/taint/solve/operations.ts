import type { CallPart } from '../models/models.ts';
import { CONTAINER_OPERATIONS } from './operations-containers.ts';
import { FUNCTION_OPERATIONS } from './operations-functions.ts';
import { PATH_OPERATIONS } from './operations-paths.ts';
import { TEST_OPERATIONS } from './operations-tests.ts';
import { TEXT_OPERATIONS } from './operations-texts.ts';
import type { Operate } from './operation.ts';
import { partOf } from './parts.ts';
import type { Call, Frame } from './program.ts';
import type { Value } from './taint.ts';

const OPERATIONS: ReadonlyMap<string, Operate> = new Map([...TEXT_OPERATIONS, ...PATH_OPERATIONS, ...CONTAINER_OPERATIONS, ...TEST_OPERATIONS, ...FUNCTION_OPERATIONS]);

/** Executes what a model says that a call does. `isGuess`: only the member's name says it; what it is a member of is not known. */
export function runOperation(frame: Frame, asked: Call, { name, parts, options, isGuess }: { name: string; parts: readonly CallPart[]; options: readonly string[]; isGuess: boolean }): Value | null {
  const operate = OPERATIONS.get(name);
  return operate === undefined ? null : operate({ frame, asked, values: parts.map((part) => partOf(frame, asked, part)), parts, options, isGuess });
}
