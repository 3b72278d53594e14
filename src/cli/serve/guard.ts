import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';

export interface GuardOptions {
  /** Names with ports that the server is called by; null: any, because a token is asked for. */
  readonly hosts: ReadonlySet<string> | null;
  /** Null where only this machine can connect. */
  readonly token: string | null;
}

const COOKIE = 'ase_token';
/** Everything comes from this server, nothing is inline, nobody frames a page; markup that a script puts in must come from our policy. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types ase";

export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/**
 * Lets a request through if it names this server (a page whose name was bound to this address does not: DNS rebinding), comes from one of our own pages where it
 * changes something or says where it comes from (CSRF), and brings the token where one is asked for: `Authorization: Bearer`, a cookie, or once `?token=`, which becomes the cookie.
 */
export function guard({ hosts, token }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
    const { req } = context;
    const host = req.header('host') ?? '';
    if (hosts !== null && !hosts.has(host.toLowerCase())) return context.text('This server is not called that.\n', 421);
    if (!['GET', 'HEAD', 'POST'].includes(req.method)) return context.text('Only GET, HEAD and POST.\n', 405);
    const origin = req.header('origin');
    const isOwn = origin === `http://${host}` || origin === `https://${host}`;
    if (origin === undefined ? req.method === 'POST' : !isOwn) return context.text('Only pages of this server may ask for that.\n', 403);
    if (token === null) return next();
    const given = new URL(req.url).searchParams.get('token');
    if (given !== null && req.method === 'GET') return exchange(context, given, token);
    const bearer = /^Bearer (.+)$/i.exec(req.header('authorization') ?? '')?.[1];
    if (isToken(bearer, token) || isToken(getCookie(context, COOKIE), token)) return next();
    return context.text('A token is needed: open the address that `ase serve` printed.\n', 401);
  };
}

/** The token leaves the address, so that it is not in what people copy. */
function exchange(context: Context, given: string, token: string): Response {
  if (!isToken(given, token)) {
    deleteCookie(context, COOKIE);
    return context.text('That is not the token of this server.\n', 401);
  }
  setCookie(context, COOKIE, token, { httpOnly: true, sameSite: 'Strict', path: '/' });
  const url = new URL(context.req.url);
  url.searchParams.delete('token');
  return context.redirect(`${url.pathname.replace(/^\/+/, '/')}${url.search}`, 303);
}

/** In the same time for every wrong one. */
function isToken(given: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}
