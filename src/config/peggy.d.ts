/** The type of a grammar imported as a module: peggy's parser, whose grammar actions report through the given options. */
declare module "*.peggy" {
  export function parse(
    text: string,
    options: {
      readonly startRule: string;
      readonly kinds: Readonly<Record<string, number>>;
      readonly emit: (kind: number, start: number, end: number) => void;
      readonly peg$silentFails: number;
    },
  ): unknown;
  /** For a grammar whose value is what its actions return. */
  export function parse(text: string, options: { readonly startRule: string }): unknown;
}
