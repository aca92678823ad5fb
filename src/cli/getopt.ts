/** Reads a command line as getopt_long(3) does: bundled short options, attached optional arguments, abbreviated long names. */

export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  readonly argument: "none" | "required" | "optional";
  /** Never meant by an abbreviation, so that those of an older program keep their meaning. */
  readonly onlyInFull?: true;
}

export interface ReadOption {
  readonly name: string;
  readonly value?: string;
}

export interface CommandLine {
  readonly options: readonly ReadOption[];
  /** Words that belong to no option. */
  readonly words: readonly string[];
  /** What could not be read, as one sentence each. */
  readonly errors: readonly string[];
}

export function readCommandLine(argv: readonly string[], specs: readonly OptionSpec[]): CommandLine {
  const options: ReadOption[] = [];
  const words: string[] = [];
  const errors: string[] = [];
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      words.push(...rest.splice(0));
    } else if (word.startsWith("--")) {
      readLong(word.slice(2), rest, specs, options, errors);
    } else if (word.startsWith("-") && word.length > 1) {
      readShorts(word.slice(1), rest, specs, options, errors);
    } else {
      words.push(word);
    }
  }
  return { options, words, errors };
}

function readLong(
  text: string,
  rest: string[],
  specs: readonly OptionSpec[],
  options: ReadOption[],
  errors: string[],
): void {
  const equals = text.indexOf("=");
  const name = equals < 0 ? text : text.slice(0, equals);
  const attached = equals < 0 ? undefined : text.slice(equals + 1);
  const exact = specs.filter((spec) => spec.name === name);
  const candidates =
    exact.length > 0 ? exact : specs.filter((spec) => !spec.onlyInFull && spec.name.startsWith(name));
  const spec = candidates[0];
  if (spec === undefined) {
    errors.push(`Unknown option --${name}`);
  } else if (candidates.length > 1) {
    errors.push(`Option --${name} is ambiguous: ${candidates.map((one) => `--${one.name}`).join(", ")}`);
  } else if (spec.argument === "none" && attached !== undefined) {
    errors.push(`Option --${spec.name} takes no argument`);
  } else {
    take(spec, `--${spec.name}`, attached, rest, options, errors);
  }
}

function readShorts(
  text: string,
  rest: string[],
  specs: readonly OptionSpec[],
  options: ReadOption[],
  errors: string[],
): void {
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    const spec = specs.find((one) => one.short === letter);
    if (spec === undefined) {
      errors.push(`Unknown option -${letter}`);
      continue;
    }
    const attached = text.slice(i + 1);
    if (spec.argument === "none") {
      options.push({ name: spec.name });
      continue;
    }
    take(spec, `-${letter}`, attached === "" ? undefined : attached, rest, options, errors);
    return;
  }
}

function take(
  spec: OptionSpec,
  shown: string,
  attached: string | undefined,
  rest: string[],
  options: ReadOption[],
  errors: string[],
): void {
  const value = attached ?? (spec.argument === "required" ? rest.shift() : undefined);
  if (value !== undefined) options.push({ name: spec.name, value });
  else if (spec.argument === "required") errors.push(`Option ${shown} needs an argument`);
  else options.push({ name: spec.name });
}
