import type { Answer } from './script.ts';

export interface OutputItem {
  readonly id: string;
  readonly type: string;
  readonly [field: string]: unknown;
}

interface Item {
  readonly begun: OutputItem;
  readonly whole: OutputItem;
  /** Events between the item's first and last, without their place. */
  readonly steps: readonly { readonly type: string; readonly [field: string]: unknown }[];
}

/** The output items of an answer, each with the events that tell it. */
export function itemsOf(answer: Answer): Item[] {
  const items = answer.toolCalls.map((call, index) => ('input' in call ? functionCall(answer, call.id, call.name, JSON.stringify(call.input), index) : customCall(answer, call.id, call.name, call.text, index)));
  if (answer.text !== '' || answer.toolCalls.length === 0) items.unshift(message(answer));
  if (answer.reasoning !== '') items.unshift(reasoning(answer));
  return items;
}

function message({ id: answerId, text, end, pieces }: Answer): Item {
  const id = `msg_${answerId}`;
  const isRefusal = end === 'refused';
  const part = isRefusal ? { type: 'refusal', refusal: text } : { type: 'output_text', text, annotations: [], logprobs: [] };
  const place = { content_index: 0 };
  const name = isRefusal ? 'response.refusal' : 'response.output_text';
  return {
    begun: { id, type: 'message', status: 'in_progress', role: 'assistant', content: [] },
    whole: { id, type: 'message', status: end === 'length' || end === 'filtered' ? 'incomplete' : 'completed', role: 'assistant', content: [part] },
    steps: [
      { type: 'response.content_part.added', ...place, part: isRefusal ? { type: 'refusal', refusal: '' } : { ...part, text: '' } },
      ...pieces(text).map((delta) => ({ type: `${name}.delta`, ...place, delta, ...(isRefusal ? {} : { logprobs: [] }) })),
      { type: `${name}.done`, ...place, ...(isRefusal ? { refusal: text } : { text, logprobs: [] }) },
      { type: 'response.content_part.done', ...place, part },
    ],
  };
}

function reasoning({ id: answerId, reasoning: text, pieces }: Answer): Item {
  const id = `rs_${answerId}`;
  const part = { type: 'summary_text', text };
  const place = { summary_index: 0 };
  return {
    begun: { id, type: 'reasoning', summary: [] },
    whole: { id, type: 'reasoning', summary: [part] },
    steps: [
      { type: 'response.reasoning_summary_part.added', ...place, part: { type: 'summary_text', text: '' } },
      ...pieces(text).map((delta) => ({ type: 'response.reasoning_summary_text.delta', ...place, delta })),
      { type: 'response.reasoning_summary_text.done', ...place, text },
      { type: 'response.reasoning_summary_part.done', ...place, part },
    ],
  };
}

function functionCall({ id: answerId, pieces }: Answer, callId: string, name: string, input: string, index: number): Item {
  const item = { id: `fc_${answerId}_${index}`, type: 'function_call', call_id: callId, name };
  return {
    begun: { ...item, status: 'in_progress', arguments: '' },
    whole: { ...item, status: 'completed', arguments: input },
    steps: [...pieces(input).map((delta) => ({ type: 'response.function_call_arguments.delta', delta })), { type: 'response.function_call_arguments.done', name, arguments: input }],
  };
}

function customCall({ id: answerId, pieces }: Answer, callId: string, name: string, input: string, index: number): Item {
  const item = { id: `ctc_${answerId}_${index}`, type: 'custom_tool_call', call_id: callId, name };
  return {
    begun: { ...item, status: 'in_progress', input: '' },
    whole: { ...item, status: 'completed', input },
    steps: [...pieces(input).map((delta) => ({ type: 'response.custom_tool_call_input.delta', delta })), { type: 'response.custom_tool_call_input.done', input }],
  };
}
