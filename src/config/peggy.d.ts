/** The type of a grammar imported as a module: peggy's parser, whose grammar actions report through the given options. */
declare module "*.peggy" {
  export function parse(
    text: string,
    options: {
      readonly startRule: string;
      readonly emit: (kind: import("./pieces.ts").PieceKind, start: number, end: number) => void;
      readonly peg$silentFails: number;
    },
  ): unknown;
}
