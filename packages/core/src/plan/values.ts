interface ValueCommon {
  /** Why it is collected. @default the event's reason */
  readonly why?: string;
  /** Plan version it came with. @default the event's */
  readonly since?: number;
  /** May be `null`. */
  readonly nullable?: true;
  /** May be left out. */
  readonly optional?: true;
}

/** What a string may be: nothing that the plan does not bound. */
export type StringValue = { readonly example?: string } & (
  | { readonly type?: 'string'; readonly enum: readonly string[] }
  | { readonly type: 'string'; readonly format: 'uuid' | 'date-time' | 'date'; readonly maxLength?: number }
  | { readonly type: 'string'; readonly pattern: string; readonly maxLength: number }
  /** Free text, and the reason why it has to be. The reason is in the documentation. */
  | { readonly type: 'string'; readonly maxLength: number; readonly freeText: string }
);

/** A flat JSON Schema that cannot hold free text by accident. The `example` is shown in the documentation. */
export type Value = ValueCommon &
  (
    | { readonly type: 'boolean'; readonly example?: boolean }
    | {
        readonly type: 'integer' | 'number';
        readonly minimum?: number;
        readonly maximum?: number;
        readonly example?: number;
      }
    | StringValue
  );

/** Values by name: of an event's properties, of the context, of the gauges. */
export type Values = { readonly [name: string]: Value };

type Plain<V> = V extends { readonly enum: readonly (infer E)[] }
  ? E
  : V extends { readonly type: 'boolean' }
    ? boolean
    : V extends { readonly type: 'integer' | 'number' }
      ? number
      : string;

/** The TypeScript type of a declared value; one of which nothing is known may be `null`. */
export type ValueOf<V> = 'nullable' extends keyof V ? Plain<V> | null : Plain<V>;

/** The TypeScript type of declared values: an `optional` one may be left out. */
export type ValuesOf<P> = Flat<
  {
    readonly [K in keyof P as P[K] extends { readonly optional: true } ? never : K]: ValueOf<P[K]>;
  } & {
    readonly [K in keyof P as P[K] extends { readonly optional: true } ? K : never]?: ValueOf<P[K]>;
  }
>;

/** One object type, which reads better in an editor than an intersection does. */
type Flat<T> = { readonly [K in keyof T]: T[K] };
