import type { Frame } from './program.ts';

/** More than a function of some thousand lines takes; what goes beyond is told. */
export const MAX_STEPS = 150_000;
/** Objects that are looked into for the data that they hold, while one function is followed: of those that hold many others this takes longer than all steps. */
export const MAX_LOOKS = 5_000_000;
/**
 * Calls that only callers can resolve are made again by each caller, and what these call may be such again: for one call in the code that many in all, shared fairly, so that
 * functions which pass functions to one another cost what they are many, not that to the power of their depth.
 */
export const MAX_HANDED_ON = 1000;

/** Counts work; false where no more may be done, which is told. */
export function spend(frame: Frame, steps: number): boolean {
  const { program } = frame;
  program.steps += steps;
  frame.stepsLeft = frame.looksLeft < 0 ? -1 : frame.stepsLeft - steps;
  if (frame.stepsLeft >= 0 && program.steps <= program.maxSteps) return true;
  program.incomplete.set(frame.unit.module.path, 'more steps than the budget allows');
  return false;
}
