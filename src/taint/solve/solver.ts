import { apply } from './apply.ts';
import { call } from './calls.ts';
import { compareValues } from './conditions.ts';
import { assign, evaluate } from './evaluate.ts';
import { readMember } from './memory.ts';
import type { Solver } from './program.ts';
import { checkSink } from './sinks.ts';
import { execute } from './statements.ts';
import { runModule, specialSummary, summaryOf } from './summaries.ts';

/** The parts of the solver, put together. */
export const solver: Solver = { evaluate, assign, execute, call, apply, checkSink, summaryOf, specialSummary, runModule, readMember, compare: (frame, left, right) => compareValues(frame, '===', [left, right]) };
