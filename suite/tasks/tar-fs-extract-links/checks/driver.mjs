import fs from 'node:fs';
import { dirname } from 'node:path';

/** A file system of the user's own: it notes which links are made, and may refuse hard links with a code. */
function ownFileSystem(linkError, made) {
  return {
    ...fs,
    symlink: (target, path, callback) => {
      made.push(['symlink', target, path]);
      fs.symlink(target, path, callback);
    },
    link: (from, path, callback) => {
      made.push(['link', from, path]);
      if (linkError === undefined) fs.link(from, path, callback);
      else setImmediate(callback, Object.assign(new Error(`${linkError}: refused`), { code: linkError }));
    },
  };
}

/** Gives an answer to any extraction: the links that were made through `options.fs`, or the error. */
export default async function driver({ require }) {
  const tar = require('/work/repo');

  function extract(bytes, folder, { ownFs = false, linkError, renameTo, ...options } = {}) {
    const made = [];
    const asked = { ...options };
    if (ownFs) asked.fs = ownFileSystem(linkError, made);
    if (renameTo !== undefined) asked.map = (header) => (header.type === 'symlink' || header.type === 'link' ? { ...header, linkname: renameTo } : header);
    return new Promise((resolve, reject) => {
      const stream = tar.extract(folder, asked);
      stream.on('finish', () => resolve(made));
      stream.on('error', reject);
      stream.end(bytes);
    });
  }

  return {
    extract,
    workingDirectory: (path) => process.chdir(path),
    /** Files with their text, and links as `{ to }`. */
    prepare: (base, entries) => {
      for (const [name, content] of Object.entries(entries)) {
        const path = `${base}/${name}`;
        fs.mkdirSync(dirname(path), { recursive: true });
        if (typeof content === 'string') fs.writeFileSync(path, content);
        else fs.symlinkSync(content.to, path);
      }
    },
    inspect: (path) => {
      const facts = fs.lstatSync(path);
      const type = facts.isSymbolicLink() ? 'symlink' : facts.isDirectory() ? 'directory' : 'file';
      return { type, target: type === 'symlink' ? fs.readlinkSync(path) : null, inode: facts.ino, mode: facts.mode & 0o777, seconds: Math.floor(facts.mtimeMs / 1000) };
    },
  };
}
