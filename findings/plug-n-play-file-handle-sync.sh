#!/usr/bin/env bash
# @yarnpkg/fslib 3.1.5, which Yarn Plug'n'Play puts in the place of node:fs: the FileHandle that fs.promises.open() gives has
# sync() and datasync(), as that of Node has, and both reject with "Method not implemented.". A program that writes a file, syncs
# it and renames it into place, the usual way to replace a file safely, fails under Plug'n'Play and nowhere else.
# fs.fsync() with the handle's own descriptor works.
#
# Seen: sync and datasync reject, fsync of the descriptor resolves. Ends with 0 while that is so, with 1 when it changes.
# Needs Node 20 or newer, npm and its registry.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @yarnpkg/fslib@3.1.5

cat >look.cjs <<'LOOK'
const fs = require('node:fs');
const { promisify } = require('node:util');
const { NodeFS, patchFs, PosixFS } = require('@yarnpkg/fslib');

patchFs(fs, new PosixFS(new NodeFS({ ...fs })));
const outcome = (work) => work.then(() => 'resolves', (error) => `rejects: ${error.message}`);
(async () => {
  const handle = await fs.promises.open('file.txt', 'w');
  await handle.writeFile('text');
  console.log('sync', await outcome(Promise.resolve().then(() => handle.sync())));
  console.log('datasync', await outcome(Promise.resolve().then(() => handle.datasync())));
  console.log('fsync', await outcome(promisify(fs.fsync)(handle.fd)));
  await handle.close();
})();
LOOK

seen=$(node look.cjs)
echo "$seen"
expected='sync rejects: Method not implemented.
datasync rejects: Method not implemented.
fsync resolves'
if [ "$seen" != "$expected" ]; then
  printf 'It was this when it was written, and has changed:\n%s\n' "$expected" >&2
  exit 1
fi
