import { resolve } from 'node:path';
import { AseError } from '../contract/errors.ts';

export interface GitAddress {
  /** What git is given; it may hold credentials. */
  readonly url: string;
  /** For people, file names and keys. */
  readonly shown: string;
}

/**
 * A local folder is taken from `baseFolder`; what has a scheme or, as in `host:path`, a colon before any slash is an address.
 * @throws AseError `bad-input`
 */
export function gitAddress(url: string, baseFolder: string): GitAddress {
  // eslint-disable-next-line no-control-regex
  if (url.startsWith('-') || /[\0-\x1f\x7f]/.test(url)) throw new AseError('bad-input', `${JSON.stringify(withoutCredentials(url))} is no address of a git repository`);
  if (/^[A-Za-z0-9+.-]+::/.test(url)) throw new AseError('bad-input', `${JSON.stringify(withoutCredentials(url))} names a program that git would run; it is not used`);
  const isRemote = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(url) || /^[^/]+:/.test(url);
  const address = isRemote ? url : resolve(baseFolder, url);
  return { url: address, shown: withoutCredentials(address) };
}

/** Also takes them out of what git prints about an address. */
export function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/\s'"]*@/g, '//').replace(/([?&](?:[a-z_-]*token|access_key|password|auth)[a-z_-]*=)[^&\s'"]*/gi, '$1…');
}
