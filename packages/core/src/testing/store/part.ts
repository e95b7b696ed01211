import type { Store } from '../../store/store.ts';

/** A place of a store. */
export interface StorePlace {
  readonly store: Store;
  /** Another store on the same place, as another process has it. For stores that are durable or shared. */
  readonly another?: () => Store;
  /** Lets go of the place, and deletes it. */
  readonly remove?: () => Promise<void>;
}

/** Declares the tests of one part of the contract, on a store that is open. */
export type StorePart = (
  test: (title: string, body: (store: Store, place: StorePlace) => Promise<void>) => void,
) => void;
