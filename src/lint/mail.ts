/** Who sends mail, and whether there is a way to send it. */
import {
  type BlockNode,
  childrenOf,
  entriesOf,
  findNamed,
  type Setting,
  settingOf,
} from "../config/block-node.ts";
import { mailKeywords } from "../config/keywords/global/mail.ts";
import { vrrpSyncGroup } from "../config/keywords/sync-group.ts";
import { vrrpInstance } from "../config/keywords/vrrp-instance.ts";
import { globalsOf } from "./global-defs.ts";
import { serversOf, servicesOf } from "./services.ts";

/** An `smtp_alert` that says yes, and the block that it stands in. */
export interface WrittenAlert {
  readonly setting: Setting;
  readonly block: BlockNode;
}

export interface Alerts {
  /** In global_defs, then by block. */
  readonly written: readonly WrittenAlert[];
  /** Whether any real server sends mail: they do unless told otherwise. */
  readonly servers: boolean;
}

const SMTP_ALERT = mailKeywords.smtpAlert.name;
const globalAlerts = [mailKeywords.smtpAlert, mailKeywords.smtpAlertVrrp, mailKeywords.smtpAlertChecker];

export function alertsOf(tree: BlockNode): Alerts {
  const globals = globalsOf(tree);
  const written: WrittenAlert[] = [];
  const take = (block: BlockNode, name: string): boolean | undefined => {
    const setting = findNamed(block, name);
    if (setting?.value === true) written.push({ setting, block });
    return setting?.value as boolean | undefined;
  };
  if (globals !== undefined) for (const { name } of globalAlerts) take(globals, name);
  const others = [...childrenOf(tree, vrrpInstance), ...childrenOf(tree, vrrpSyncGroup), ...servicesOf(tree)];
  for (const block of others) take(block, SMTP_ALERT);
  const general = checkerAlert(globals);
  let servers = false;
  for (const server of servicesOf(tree).flatMap(serversOf)) {
    if (take(server, SMTP_ALERT) ?? general ?? true) servers = true;
  }
  return { written, servers };
}

/** Whether virtual servers send mail that do not say it themselves. */
export function servicesSendMail(tree: BlockNode): boolean {
  return checkerAlert(globalsOf(tree)) ?? false;
}

function checkerAlert(globals: BlockNode | undefined): boolean | undefined {
  if (globals === undefined) return undefined;
  return settingOf(globals, mailKeywords.smtpAlertChecker) ?? settingOf(globals, mailKeywords.smtpAlert);
}

/** What mail needs and the file does not have, as it would be written. */
export function missingForMail(tree: BlockNode): string[] {
  const globals = globalsOf(tree);
  const hasServer = globals !== undefined && settingOf(globals, mailKeywords.smtpServer) !== undefined;
  const hasReader = globals !== undefined && entriesOf(globals, mailKeywords.notificationEmail).length > 0;
  return [...(hasServer ? [] : ["smtp_server"]), ...(hasReader ? [] : ["notification_email"])];
}
