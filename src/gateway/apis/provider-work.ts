import { asObject, asText } from './model-api.ts';
import type { Json } from './model-api.ts';

/** Content is nested as deep as an agent likes. */
const MAX_DEPTH = 64;
/** Where a provider looks for something to fetch: `image_url`, `file_url`, `fileUri`, `server_url`, and `url` inside of a source. */
const FETCHED = new Set(['image_url', 'imageUrl', 'file_url', 'fileUrl', 'fileUri', 'file_uri', 'server_url', 'url']);
/** What is stored at the provider belongs to whoever has the key: other attempts, other people. */
const STORED = new Set(['file_id', 'vector_store_ids', 'container_id']);
/** Free objects of the agent's own tools, whose fields are called as its tools like; so is all of a `tool_use`. */
const OWN_ARGUMENTS = new Set(['arguments', 'args', 'response']);

/** The first of `names` that a body sets, in words. */
export function setField(body: Json, names: readonly string[]): string | null {
  const found = names.find((name) => body[name] !== undefined && body[name] !== null);
  return found === undefined ? null : `the field ${found}`;
}

/** The first tool that is not of these types (and so would run at the provider), in words. */
export function foreignTool(tools: unknown, isOurs: (tool: Json) => boolean): string | null {
  if (tools === undefined || tools === null) return null;
  if (!Array.isArray(tools)) return 'tools that are no list';
  const foreign = tools.map(asObject).find((tool) => tool === null || !isOurs(tool));
  if (foreign === undefined) return null;
  return `the tool ${JSON.stringify(asText(foreign?.['type']) ?? asText(foreign?.['name']) ?? Object.keys(foreign ?? {})[0] ?? 'null').slice(0, 100)}`;
}

/** The first address inside of contents that the provider would fetch, in words. Data URLs carry their own content. Tool calls and their arguments are only text to a provider. */
export function fetchedContent(contents: unknown): string | null {
  return searchIn(contents, 0);
}

function searchIn(value: unknown, depth: number): string | null {
  if (depth > MAX_DEPTH) return 'content that is nested too deep';
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = searchIn(item, depth + 1);
      if (found !== null) return found;
    }
    return null;
  }
  const object = asObject(value);
  if (object === null || object['type'] === 'tool_use') return null;
  if (object['type'] === 'item_reference') return 'stored content (item_reference)';
  for (const [name, item] of Object.entries(object)) {
    if (OWN_ARGUMENTS.has(name)) continue;
    const found = nameFound(name, item) ?? searchIn(item, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function nameFound(name: string, item: unknown): string | null {
  if (STORED.has(name)) return `stored content (${name})`;
  if (!FETCHED.has(name)) return null;
  const address = asText(item) ?? asText(asObject(item)?.['url']);
  return address === null || address.startsWith('data:') ? null : `content to be fetched (${name})`;
}
