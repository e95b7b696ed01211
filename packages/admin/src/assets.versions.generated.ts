// Generated from client/ by scripts/generate-assets.ts, which `pnpm generate` runs: do not edit.
// oxfmt and oxlint leave it alone.

/** Versions of what the pages load, by name. */
export const versions: Readonly<Record<string, string>> = {
  "plot.js": "83f1b14c7605",
  "style.css": "a50db6459c5a",
  "icon.svg": "8e5070b4e4a7"
};
