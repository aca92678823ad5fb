/** What makes a real server's addresses come back at boot: a systemd unit and a sysctl.d file. */
import {
  closeSync,
  constants,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { settingName } from "../../realserver/change.ts";
import type { DesiredSetting } from "../../realserver/desired.ts";
import { CommandError } from "../command-error.ts";

const unitName = "vigil-realserver.service";
const unitPath = `etc/systemd/system/${unitName}`;
/** What `systemctl enable` makes; made here, because an image has no running systemd. */
const wantsPath = `etc/systemd/system/multi-user.target.wants/${unitName}`;
const sysctlPath = "etc/sysctl.d/90-vigil-realserver.conf";

export interface Persistence {
  /** The command line that starts the addresses: program, script, words. */
  readonly argv: readonly string[];
  /** The command line that stops them. */
  readonly stopArgv: readonly string[];
  readonly settings: readonly DesiredSetting[];
}

/** Returns what was done, in words. `root` is `/` or the folder of an image. */
export function writePersistence(root: string, persistence: Persistence): readonly string[] {
  const unit = unitText(persistence);
  const old = readIfThere(join(root, unitPath));
  const replaced = old !== undefined && old !== unit ? /^ExecStart=(.*)$/m.exec(old)?.[1] : undefined;
  writeFile(root, unitPath, unit);
  writeFile(root, sysctlPath, sysctlText(persistence.settings));
  makeLink(root);
  return [
    ...(replaced === undefined ? [] : [`the unit before started: ${replaced}`]),
    `wrote ${join(root, unitPath)}, enabled from the next boot on`,
    `wrote ${join(root, sysctlPath)}`,
  ];
}

/** Returns what was removed. */
export function removePersistence(root: string): readonly string[] {
  return [wantsPath, unitPath, sysctlPath].flatMap((path) => {
    const file = join(root, path);
    inside(root, dirname(file));
    if (!exists(file)) return [];
    rmSync(file);
    return [`removed ${file}`];
  });
}

export function unitText({ argv, stopArgv }: Persistence): string {
  return `# Written by "vigil realserver start --persist", removed by "vigil realserver stop --persist".
[Unit]
Description=Virtual addresses of an LVS real server
After=systemd-sysctl.service
Before=network-pre.target
Wants=network-pre.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${argv.map(unitWord).join(" ")}
ExecStop=${stopArgv.map(unitWord).join(" ")}

[Install]
WantedBy=multi-user.target
`;
}

/** systemd.service(5): quotes group, backslashes escape, % and $ are specifiers and variables unless doubled. */
function unitWord(word: string): string {
  const escaped = word.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%").replaceAll("$", "$$$$");
  if (/[\n\r]/.test(word)) throw new CommandError(`${JSON.stringify(word)} cannot stand in a systemd unit`);
  return /^[\w./:@=%$-]+$/.test(word) ? escaped : `"${escaped}"`;
}

function sysctlText(settings: readonly DesiredSetting[]): string {
  // A dash: an interface that is not there yet is no error.
  const lines = settings.map(({ path, value }) => `-${settingName(path)} = ${value}`);
  return [
    '# Written by "vigil realserver start --persist", removed by "vigil realserver stop --persist".',
    "# A real server must not tell its neighbours of the virtual address that stands on lo.",
    ...lines,
    "",
  ].join("\n");
}

function writeFile(root: string, path: string, text: string): void {
  const file = join(root, path);
  makeFolders(root, dirname(file));
  const temporary = `${file}.new`;
  attempt(file, () => {
    rmSync(temporary, { force: true });
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
    const fd = openSync(temporary, flags, 0o644);
    try {
      fchmodSync(fd, 0o644);
      writeSync(fd, text);
    } finally {
      closeSync(fd);
    }
    renameSync(temporary, file);
  });
}

function makeLink(root: string): void {
  const link = join(root, wantsPath);
  makeFolders(root, dirname(link));
  attempt(link, () => {
    rmSync(link, { force: true });
    symlinkSync(`../${unitName}`, link);
  });
}

/** One folder after the other: in an image a link may lead out of it, and must not make us write on this host. */
function makeFolders(root: string, folder: string): void {
  if (exists(folder) || folder === dirname(folder)) {
    inside(root, folder);
    return;
  }
  makeFolders(root, dirname(folder));
  attempt(folder, () => mkdirSync(folder, { mode: 0o755 }));
}

function inside(root: string, folder: string): void {
  if (!exists(folder)) return;
  const whole = attempt(folder, () => realpathSync(folder));
  const start = attempt(root, () => realpathSync(root));
  if (whole === start || whole.startsWith(start.endsWith(sep) ? start : `${start}${sep}`)) return;
  throw new CommandError(`${folder} leads to ${whole}, out of ${root}: nothing is written there`);
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new CommandError(`${path}: ${(error as Error).message}`);
  }
}
