/** What the whole file and the host say about its scripts: who runs them, whether they are there, and who could change them. */
import { assertNever } from "../values/assert-never.ts";
import { type BlockNode, findNamed, type ListEntry, settingsIn } from "./block-node.ts";
import { DefaultScriptUser } from "./default-script-user.ts";
import type { Diagnostics, Pass, Severity } from "./diagnostic.ts";
import type { TrackLine } from "./forms/track-line.ts";
import { type Owner, printOwner, UNKNOWN_OWNER } from "./forms/user.ts";
import { type FoundScript, judgedAt, scriptsIn } from "./found-scripts.ts";
import type { HostFacts, ProgramState } from "./host-facts.ts";
import type { Span } from "./source.ts";

/** The blocks without which a process looks at no script. */
const workOf: Readonly<Partial<Record<Pass, string>>> = {
  checker: "virtual_server",
  vrrp: "vrrp_instance",
};

/** keepalived reads for one process after the other, and each looks at its own scripts when it has read everything. */
export function checkScripts(root: BlockNode, host: HostFacts, diagnostics: Diagnostics): void {
  const check = new ScriptCheck(root, host, diagnostics);
  const found = scriptsIn(root);
  const ofParent = check.globals(found.filter(({ pass }) => pass === "parent"));
  check.programs(
    "parent",
    ofParent.filter((one) => readerOf(one) === "parent"),
  );
  for (const pass of ["checker", "vrrp"] as const) {
    const running = check.users(found.filter((one) => one.pass === pass));
    check.programs(pass, [...ofParent.filter((one) => isReadBy(one, pass)), ...running]);
  }
}

const pipeReaders: Readonly<Record<string, readonly Pass[]>> = {
  notify_fifo_script: ["checker", "vrrp"],
  lvs_notify_fifo_script: ["checker"],
  vrrp_notify_fifo_script: ["vrrp"],
};

/** Which process runs a script of `global_defs`. */
function readerOf({ setting }: FoundScript): Pass | "children" {
  return setting.keyword.name in pipeReaders ? "children" : "parent";
}

function isReadBy({ setting }: FoundScript, pass: Pass): boolean {
  return pipeReaders[setting.keyword.name]?.includes(pass) === true;
}

class ScriptCheck {
  readonly #root: BlockNode;
  readonly #host: HostFacts;
  readonly #diagnostics: Diagnostics;
  readonly #user: DefaultScriptUser;
  readonly #usesLinks: boolean;

  constructor(root: BlockNode, host: HostFacts, diagnostics: Diagnostics) {
    this.#root = root;
    this.#host = host;
    this.#diagnostics = diagnostics;
    this.#user = new DefaultScriptUser(host);
    const globals = root.children.find(({ keyword }) => keyword?.name === "global_defs");
    this.#usesLinks = globals !== undefined && findNamed(globals, "use_symlink_paths")?.value === true;
  }

  /** Reads `global_defs` line by line, as what its lines say holds from there on; returns the scripts that have a user. */
  globals(found: readonly FoundScript[]): FoundScript[] {
    const scripts = new Map(found.map((one) => [one.setting, one]));
    const running: FoundScript[] = [];
    this.#diagnostics.pass = "parent";
    for (const block of this.#root.children.filter(({ keyword }) => keyword?.name === "global_defs")) {
      for (const setting of settingsIn(block)) {
        const script = scripts.get(setting);
        if (setting.keyword.name === "enable_script_security") this.#user.protect();
        else if (setting.keyword.name === "script_user") this.#writeUser(setting.value as Owner, setting);
        else if (script !== undefined && this.#hasUser(script)) running.push(script);
      }
    }
    return running;
  }

  #writeUser(owner: Owner, at: Span): void {
    if (this.#user.write(owner)) return;
    const text = `script_user ${printOwner(owner)} comes too late: a script above it has no user already; move it up`;
    this.#diagnostics.add("script-user-missing", "error", at, text);
  }

  /** Those of one process that have a user. */
  users(found: readonly FoundScript[]): FoundScript[] {
    return found.filter((one) => {
      this.#diagnostics.pass = one.pass;
      if (this.#hasUser(one)) return true;
      if (one.isOwnBlock) this.#drop(one.block);
      return false;
    });
  }

  #hasUser(one: FoundScript): boolean {
    if (one.owner !== undefined) return one.owner !== UNKNOWN_OWNER;
    const answer = this.#user.ask();
    if (answer === "found") return true;
    const name =
      one.block.keyword?.name === "vrrp_script" ? `vrrp_script ${one.block.head}` : one.setting.keyword.name;
    const text = `${name} never runs, because no user runs it: with enable_script_security write a user of its own, or script_user in global_defs`;
    // keepalived says it of the first script; later on only where something else goes with the script.
    const isSaid =
      answer === "none-now" || one.isOwnBlock || (readerOf(one) === "parent" && one.pass === "parent");
    this.#diagnostics.add("script-user-missing", isSaid ? "error" : "hint", judgedAt(one), text);
    return false;
  }

  /** Makes the block as if it had not been written. */
  #drop(block: BlockNode): void {
    if (block.parent === undefined) return;
    block.parent.children = block.parent.children.filter((child) => child !== block);
    if (block.keyword?.name !== "vrrp_script" || this.#isDeclared(block.head)) return;
    for (const user of this.#root.children) this.#untrack(user, block.head);
  }

  #isDeclared(name: unknown): boolean {
    return this.#root.children.some((child) => child.keyword?.name === "vrrp_script" && child.head === name);
  }

  #untrack(block: BlockNode, name: unknown): void {
    const setting = findNamed(block, "track_script");
    if (setting?.entries === undefined) return;
    const isOfScript = ({ value }: ListEntry) => (value as TrackLine).name === name;
    for (const { at } of setting.entries.filter(isOfScript)) {
      const text = `track_script: vrrp_script '${name}' has no user and never runs, so it is ignored`;
      this.#diagnostics.add("name-unknown", "error", at, text);
    }
    setting.value = setting.entries.filter((entry) => !isOfScript(entry));
  }

  /** Looks at the programs of one process, if that has anything to do. */
  programs(pass: Pass, scripts: readonly FoundScript[]): void {
    const work = workOf[pass];
    if (work !== undefined && !this.#root.children.some(({ keyword }) => keyword?.name === work)) return;
    // Without an instance's interface VRRP ends before it comes to its scripts.
    const isStopped = this.#diagnostics.list.some(
      (one) => one.code === "interface-missing" && one.pass === "vrrp",
    );
    if (pass === "vrrp" && isStopped) return;
    this.#diagnostics.pass = pass;
    const running = scripts.filter((one) => this.#isThere(one));
    const [first] = running;
    if (this.#user.isProtected || first === undefined || this.#host.programState === undefined) return;
    const text = `${names(running)} would run although enable_script_security is not set in global_defs: whoever can change a script could become root`;
    const exit = { daemon: 0, test: 6, aborts: false };
    this.#diagnostics.add("scripts-unprotected", "warning", first.setting, text, { stage: "checking", exit });
  }

  #isThere(one: FoundScript): boolean {
    const { script, setting, block } = one;
    const [program] = script.argv;
    const owner = one.owner ?? this.#user.owner;
    const state = this.#host.programState?.(program, owner?.user ?? "root");
    const problem = state === undefined ? undefined : this.#problem(state, owner, block);
    if (problem === undefined) return true;
    const isTracked = block.keyword?.name === "vrrp_script";
    const what = isTracked ? `vrrp_script ${block.head}` : setting.keyword.name;
    // Of other scripts keepalived says nothing.
    const severity: Severity = isTracked ? "error" : "hint";
    const text = `${what} never runs: ${program} ${problem}`;
    this.#diagnostics.add("script-unusable", severity, setting, text, { stage: "checking" });
    // Where it is unsafe it is still a script.
    return state !== "missing";
  }

  #problem(state: ProgramState, owner: Owner | undefined, block: BlockNode): string | undefined {
    const asRoot = owner === undefined || owner.user === "root" || owner.group === "root";
    switch (state) {
      case "missing":
        return "is not there, or its user may not read the way to it";
      case "directory":
        return "is a directory";
      case "behind-link":
        // keepalived holds this against the scripts that it runs again and again, whatever enable_script_security says.
        return asRoot && block.keyword?.name === "vrrp_script" && !this.#usesLinks
          ? "is behind a directory that is a symbolic link: write the path that the link leads to"
          : undefined;
      case "insecure":
        return asRoot && this.#user.isProtected ? "can be changed by others than root" : undefined;
      case "secure":
        return undefined;
      default:
        return assertNever(state);
    }
  }
}

function names(found: readonly FoundScript[]): string {
  const programs = [...new Set(found.map(({ script }) => script.argv[0]))];
  const shown = programs.slice(0, 4).join(", ");
  return programs.length > 4 ? `${shown} and others` : shown;
}
