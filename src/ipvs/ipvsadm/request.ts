/** What a command line of ipvsadm asks for, and what is wrong with one that asks for nothing. */
import type { VirtualServerKey } from "../../config/model.ts";
import type { SyncDaemon, SyncRole } from "../sync-daemon.ts";
import type { IpvsCommand } from "../table.ts";
import type { IpvsTimeouts } from "../timeouts.ts";
import type { ListOptions } from "./list-options.ts";

export interface ChangeRequest {
  readonly kind: "change";
  readonly command: IpvsCommand;
  /** The real server's port as written, where another is used. */
  readonly unusedPort?: number;
}

/** What the kernel may refuse. */
export type RefusableRequest =
  | ChangeRequest
  | { readonly kind: "flush" }
  | { readonly kind: "zero"; readonly key?: VirtualServerKey }
  | { readonly kind: "set-timeouts"; readonly timeouts: IpvsTimeouts }
  | { readonly kind: "start-daemon"; readonly daemon: SyncDaemon }
  | { readonly kind: "stop-daemon"; readonly role: SyncRole };

export type IpvsadmRequest =
  | RefusableRequest
  | { readonly kind: "list"; readonly options: ListOptions; readonly as: "text" | "json" }
  | { readonly kind: "save"; readonly numeric: boolean }
  | { readonly kind: "restore"; readonly strict: boolean }
  | { readonly kind: "help" }
  | { readonly kind: "version" };

export interface UsageError {
  /** The words cannot be told apart (255), no command is given (255), or what they say makes no sense (2). */
  readonly kind: "unreadable" | "no-command" | "wrong";
  /** One sentence with the remedy. */
  readonly message: string;
}

export const usageStatus: Readonly<Record<UsageError["kind"], number>> = {
  unreadable: 255,
  "no-command": 255,
  wrong: 2,
};
