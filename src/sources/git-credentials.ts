import { env } from 'node:process';

/** Hosts whose usual variables are understood. */
const USUAL: readonly { readonly host: string; readonly variables: readonly string[] }[] = [
  { host: 'github.com', variables: ['GITHUB_TOKEN', 'GH_TOKEN'] },
  { host: 'gitlab.com', variables: ['GITLAB_TOKEN'] },
];

/**
 * Settings for git that send a token of the environment to the host it is for, and to no other: ASE_GIT_TOKEN to ASE_GIT_HOST (HOST or HOST:PORT), GITHUB_TOKEN to github.com, GITLAB_TOKEN to gitlab.com.
 * They travel in the environment of git, so that they are in no file and in no list of processes.
 */
export function gitCredentials(url: string): Readonly<Record<string, string>> {
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return {};
  const { origin, host, protocol, hostname, username } = new URL(url);
  // Over http only to this machine: a token in the clear is no secret.
  if (username !== '' || (protocol === 'http:' && !['127.0.0.1', 'localhost', '[::1]'].includes(hostname))) return {};
  const token = tokenFor(host);
  if (token === null) return {};
  return { [`http.${origin}/.extraHeader`]: `Authorization: Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}` };
}

function tokenFor(host: string): string | null {
  const own = env['ASE_GIT_TOKEN'];
  if (isToken(own) && env['ASE_GIT_HOST'] === host) return own;
  const variables = USUAL.find((usual) => usual.host === host)?.variables ?? [];
  return variables.map((name) => env[name]).find(isToken) ?? null;
}

function isToken(value: string | undefined): value is string {
  return value !== undefined && /^[\x21-\x7e]+$/.test(value);
}

/** A text without the tokens that the environment holds. */
export function withoutTokens(text: string): string {
  const tokens = ['ASE_GIT_TOKEN', ...USUAL.flatMap(({ variables }) => variables)].map((name) => env[name]).filter(isToken);
  return tokens.flatMap((token) => [token, Buffer.from(`x-access-token:${token}`).toString('base64')]).reduce((shown, secret) => shown.replaceAll(secret, '…'), text);
}
