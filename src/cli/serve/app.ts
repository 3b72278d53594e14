import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { AseError } from '../../contract/errors.ts';
import { lockHolder } from '../../journal/lock.ts';
import { runPaths } from '../../journal/run-folder.ts';
import { html, type Markup } from '../../report/html/markup.ts';
import { LIVE_SCRIPT } from '../../report/live/live-script.ts';
import { LIVE_STYLE } from '../../report/live/live-style.ts';
import { hrefOf, pageHtml } from '../../report/live/page.ts';
import { liveHtml, runBody } from '../../report/live/run-page.ts';
import { runsBody } from '../../report/live/runs-page.ts';
import { attemptView, type Library, reportView } from './attempt-view.ts';
import { type AttemptTable, createAttemptTable } from './attempts.ts';
import { comparePage } from './compare-runs.ts';
import { FILE_POLICY, guard, type GuardOptions } from './guard.ts';
import { type LiveRun, type Looked, plannedKey } from './live-run.ts';
import type { RunShelf } from './run-shelf.ts';

export interface AppOptions extends GuardOptions {
  readonly shelf: RunShelf;
  /** As people would type it. */
  readonly folder: string;
  readonly toolVersion: string;
  readonly library: Library;
  /** Sends a signal to a process; null where runs are only looked at. */
  readonly signal: ((pid: number, name: 'SIGINT' | 'SIGTERM') => void) | null;
  /** A bug of ours. */
  readonly onBug: (error: unknown) => void;
}

const LOOK_EVERY_MS = 500;
const PING_EVERY_MS = 15_000;
const MAX_STREAMS = 64;
const MAX_BODY = 4096;

/** Pages, streams and controls of a folder of runs. */
export function createApp(options: AppOptions): Hono {
  const { shelf, folder, toolVersion } = options;
  const app = new Hono();
  const page = (context: Context, title: string, body: Markup, crumbs: Crumbs = []): Response => context.html(pageHtml({ title, toolVersion, crumbs: [{ name: 'Runs', href: '/' }, ...crumbs], body }));
  const tell = (context: Context, status: 404 | 403 | 409 | 422 | 500, text: string): Response => {
    context.status(status);
    return page(context, 'That did not work', html`<section class="card"><p>${text}</p></section>`);
  };
  const withRun = (handle: (context: Context, run: LiveRun, looked: Looked) => Response | Promise<Response>) => async (context: Context): Promise<Response> => {
    const name = context.req.param('name') ?? '';
    const run = await shelf.open(name);
    const looked = run === null ? null : await run.look();
    return run === null || looked === null ? tell(context, 404, `There is no run ${name} here, or it has no plan yet.`) : handle(context, run, looked);
  };
  app.use(guard(options));
  app.onError((error, context) => {
    if (error instanceof AseError) return tell(context, 422, `${error.message}. ${error.remedy}`);
    options.onBug(error);
    return tell(context, 500, 'This is a bug of ase; the terminal that it runs in says more.');
  });
  app.notFound((context) => tell(context, 404, 'There is no such page.'));
  app.get('/', async (context) => page(context, 'Runs', runsBody(await shelf.list(), folder)));
  app.get('/assets/style.css', (context) => context.body(LIVE_STYLE, 200, { 'content-type': 'text/css; charset=utf-8' }));
  app.get('/assets/live.js', (context) => context.body(LIVE_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  app.get('/compare', async (context) => {
    const { title, body } = await comparePage(shelf, context.req.queries('run') ?? [], { a: context.req.query('a') ?? '', b: context.req.query('b') ?? '' });
    return page(context, title, body, [{ name: 'Compare' }]);
  });
  app.get('/runs/:name', withRun((context, run, { live, version }) => page(context, run.name, runBody(live, { canControl: options.signal !== null && live.state === 'running', version: versionText(version) }), [{ name: run.name }])));
  app.get('/runs/:name/attempt', withRun((context, run, looked) => showAttempt(context, { run, looked, library: options.library, page, tell })));
  app.get('/runs/:name/report', withRun(async (context, run, looked) => context.html(await reportView(run, looked, options.library), 200, { 'content-security-policy': FILE_POLICY })));
  const tables = new WeakMap<LiveRun, AttemptTable>();
  app.get('/runs/:name/attempts.json', withRun((context, run, looked) => {
    const table = tables.get(run) ?? createAttemptTable();
    tables.set(run, table);
    return context.json(table.since(looked, { epoch: Number(context.req.query('epoch')), seq: Number(context.req.query('after')) }));
  }));
  const streams = { open: 0 };
  app.get('/runs/:name/events', withRun((context, run, looked) => (streams.open >= MAX_STREAMS ? tell(context, 409, 'Too many pages are open.') : follow(context, { run, looked, streams }))));
  app.post('/runs/:name/cancel', bodyLimit({ maxSize: MAX_BODY, onError: (context) => context.text('That is too long.\n', 413) }), withRun((context, run) => cancel(context, { run, signal: options.signal, tell })));
  return app;
}

/** Of a view, so that a page of an earlier server has another one. */
const started = randomUUID();
const versionText = (version: number): string => `${started}.${version}`;

type Crumbs = readonly { readonly name: string; readonly href?: string }[];
type Tell = (context: Context, status: 404 | 403 | 409, text: string) => Response;

interface ShowAttempt {
  readonly run: LiveRun;
  readonly looked: Looked;
  readonly library: Library;
  readonly page: (context: Context, title: string, body: Markup, crumbs: Crumbs) => Response;
  readonly tell: Tell;
}

async function showAttempt(context: Context, { run, looked, library, page, tell }: ShowAttempt): Promise<Response> {
  const { task = '', generator = '', cycle = '' } = context.req.query();
  const key = plannedKey(looked.run, { task, generator, cycle: Number(cycle) });
  if (key === null) return tell(context, 404, `The run plans no attempt at ${task} by ${generator}, cycle ${cycle}.`);
  return page(context, `${key.task}, cycle ${key.cycle}`, await attemptView(run, looked, { key, library }), [{ name: run.name, href: hrefOf(['runs', run.name]) }, { name: key.task }]);
}

/** The live part of a run's page, whenever it has changed. */
function follow(context: Context, { run, looked, streams }: { readonly run: LiveRun; readonly looked: Looked; readonly streams: { open: number } }): Response {
  return streamSSE(context, async (stream) => {
    streams.open += 1;
    let version = looked.version;
    let quietMs = 0;
    try {
      // The page may be of an earlier look than this one, or of an earlier server.
      if (context.req.query('seen') !== versionText(looked.version)) await stream.writeSSE({ event: 'live', data: JSON.stringify(liveHtml(looked.live).toString()), retry: 2000 });
      while (!stream.aborted && !stream.closed) {
        await stream.sleep(LOOK_EVERY_MS);
        const now = await run.look();
        quietMs += LOOK_EVERY_MS;
        if (now !== null && now.version !== version) {
          version = now.version;
          quietMs = 0;
          await stream.writeSSE({ event: 'live', data: JSON.stringify(liveHtml(now.live).toString()) });
        } else if (quietMs >= PING_EVERY_MS) {
          quietMs = 0;
          await stream.write(': still here\n\n');
        }
      }
    } finally {
      streams.open -= 1;
    }
  });
}

/** Those that were asked to stop: a second Ctrl-C would make them give up what runs. */
const stopped = new Set<string>();

async function cancel(context: Context, { run, signal, tell }: { readonly run: LiveRun; readonly signal: AppOptions['signal']; readonly tell: Tell }): Promise<Response> {
  if (signal === null) return tell(context, 403, 'Runs are only looked at here. `ase serve --control` lets pages stop them.');
  const { how } = await context.req.parseBody();
  const holder = await lockHolder(runPaths(run.folder).lock);
  if (holder === null) return tell(context, 409, 'The run is not going on.');
  if (holder.pid === null) return tell(context, 409, `It is written by ${holder.text}, which is another machine’s or in another container: stop it there.`);
  if (how === 'abort') signal(holder.pid, 'SIGTERM');
  else if (!stopped.has(holder.text)) {
    stopped.add(holder.text);
    signal(holder.pid, 'SIGINT');
  }
  return context.redirect(hrefOf(['runs', run.name]), 303);
}
