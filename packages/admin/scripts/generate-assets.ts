import { writeFileSync } from 'node:fs';
import { assetModules } from './assets.ts';

for (const [file, source] of Object.entries(await assetModules())) {
  writeFileSync(new URL(`../src/${file}`, import.meta.url), source);
}
