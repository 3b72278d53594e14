import fs from 'node:fs';
import { dirname } from 'node:path';

// As they are before the candidate is loaded.
const { mkdirSync, writeFileSync } = fs;

/** Writes an entry below a folder, as callers do that unpack archives. What the disk does not take is left out. */
function write(path, dir, content) {
  try {
    mkdirSync(dir ? path : dirname(path), { recursive: true });
    if (!dir) writeFileSync(path, content);
  } catch {
    // A name may be taken, or be that of a folder.
  }
}

export default async function driver({ require }) {
  const JSZip = require('/work/repo');
  // Names in an encoding of the user's: each byte is one character, with its lowest bit turned.
  const decodeFileName = (bytes) => [...bytes].map((byte) => String.fromCharCode(byte ^ 1)).join('');

  return {
    /** Loads an archive, writes its entries below `out`, and tells what they are. `way`: how the names are got; `folder`: where in the tree it is loaded to. */
    load: async (bytes, out, { way = 'keys', folder, decoded = false, before = {}, wholeTree = false, ...options } = {}) => {
      const whole = new JSZip();
      for (const [name, text] of Object.entries(before)) whole.file(name, text);
      const zip = folder === undefined ? whole : whole.folder(folder);
      const result = await zip.loadAsync(bytes, decoded ? { ...options, decodeFileName } : options);
      const read = wholeTree ? whole : zip;
      const found = [];
      if (way === 'each') read.forEach((name, file) => found.push([name, file]));
      else for (const [key, file] of Object.entries(read.files)) found.push([way === 'keys' ? key : file.name, file]);
      const entries = {};
      for (const [name, file] of found) {
        const content = file.dir ? null : await file.async('nodebuffer');
        write(`${out}/${name}`, file.dir, content);
        entries[name] = { dir: file.dir, text: content === null ? null : content.toString(), date: file.date, comment: file.comment, unix: file.unixPermissions, dos: file.dosPermissions };
      }
      return { entries, comment: zip.comment, same: result === zip };
    },
    /** Loads an archive and makes another of it, which is loaded in its turn. */
    again: async (bytes, options = {}) => {
      const zip = await JSZip.loadAsync(bytes);
      const next = await JSZip.loadAsync(await zip.generateAsync({ type: 'nodebuffer', ...options }));
      return Object.fromEntries(await Promise.all(Object.values(next.files).map(async (file) => [file.name, file.dir ? null : await file.async('string')])));
    },
  };
}
