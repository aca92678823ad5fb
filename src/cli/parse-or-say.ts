/** Runs a command whose actions throw CommandError: its sentences go to standard error, its status becomes the process's. */
import type { Command } from "commander";
import { say } from "./change-output.ts";
import { CommandError } from "./command-error.ts";

export function parseOrSay(command: Command, words: readonly string[]): void {
  try {
    command.parse([...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    say(command.name(), error.message.split("\n"));
    process.exitCode = error.exitStatus;
  }
}
