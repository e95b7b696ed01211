import { versions } from '../assets.versions.generated.ts';

/** What stands in the address of an asset, so that a browser keeps it for good. */
export const assetVersion = (name: string): string => versions[name] ?? 'none';
