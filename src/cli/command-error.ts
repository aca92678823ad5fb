/** What a command cannot do, in one sentence with its remedy; it is said on standard error and the exit status is 1. */
export class CommandError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CommandError";
  }
}
