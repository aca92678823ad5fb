/** Commands that both programs are given one after the other, each on a table of its own that is empty at first. */

export interface IpvsadmCommand {
  readonly words: readonly string[];
  /** Standard input. */
  readonly input?: string;
}

export interface IpvsadmCase {
  readonly name: string;
  readonly commands: readonly IpvsadmCommand[];
}

/** A command as in a shell without quotes, `''` being an empty word; behind ` <<< ` stands its input, with \n for the end of a line. */
export function commandOf(line: string): IpvsadmCommand {
  const [text = "", input] = line.split(" <<< ");
  const words = text
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => word.replaceAll("''", "").replaceAll("\\s", " "));
  return {
    words,
    ...(input === undefined ? {} : { input: input.replaceAll("\\n", "\n").replaceAll("\\r", "\r") }),
  };
}

/** One command a line. */
export function caseOf(name: string, lines: string): IpvsadmCase {
  return {
    name,
    commands: lines
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map(commandOf),
  };
}

export function shownCommand({ words, input }: IpvsadmCommand): string {
  const text = ["ipvsadm", ...words.map((word) => (word === "" ? "''" : word))].join(" ");
  return input === undefined ? text : `${text} <<< ${JSON.stringify(input)}`;
}
