/** What a command cannot do, in one sentence with its remedy: said on standard error. */
export class CommandError extends Error {
  /** 1: it could not be done. 2: the command line cannot be understood. */
  readonly exitStatus: 1 | 2;

  constructor(message: string, exitStatus: 1 | 2 = 1) {
    super(message);
    this.name = "CommandError";
    this.exitStatus = exitStatus;
  }
}
