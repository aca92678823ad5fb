/** What the linter may ask of this host: kernel parameters, modules and files, in the namespace of the process. */
import { readFileSync, statSync } from "node:fs";
import { release } from "node:os";
import type { FileFacts, HostView } from "../lint/host-view.ts";
import { readHostFacts } from "./host-facts.ts";
import { sysctl } from "./sysctl.ts";

/** Nothing is read before it is asked for, and whatever cannot be read is as if it were not there. */
export function lintHost(): HostView {
  const facts = readHostFacts();
  let modules: ReturnType<typeof readModules> | undefined;
  return {
    facts,
    sysctl(path) {
      try {
        return sysctl.read(path);
      } catch {
        // The name of an interface may make a path of no setting.
        return undefined;
      }
    },
    hasModule(name) {
      modules ??= readModules();
      return modules.known.has(name) || (modules.isComplete ? false : undefined);
    },
    fileFacts,
  };
}

function fileFacts(path: string): FileFacts | undefined {
  try {
    const stats = statSync(path);
    const kind = stats.isFile() ? "file" : stats.isDirectory() ? "directory" : "other";
    return { mode: stats.mode & 0o7777, uid: stats.uid, kind };
  } catch {
    return undefined;
  }
}

/** A container may see neither of the lists that belong to its kernel: then a module that is not loaded may be there all the same. */
function readModules(): { readonly known: ReadonlySet<string>; readonly isComplete: boolean } {
  const folder = `/lib/modules/${release()}`;
  const loaded = linesOf("/proc/modules") ?? [];
  const builtIn = linesOf(`${folder}/modules.builtin`);
  const loadable = linesOf(`${folder}/modules.dep`);
  const files = [...(builtIn ?? []), ...(loadable ?? [])].map((line) =>
    moduleOf(line.split(":", 1)[0] ?? ""),
  );
  return {
    known: new Set([...loaded.map((line) => line.split(" ", 1)[0] ?? ""), ...files]),
    isComplete: builtIn !== undefined && loadable !== undefined,
  };
}

/** `kernel/net/netfilter/ipvs/ip_vs_rr.ko.xz` is the module ip_vs_rr; the kernel knows names with underscores only. */
function moduleOf(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/\.ko(?:\.\w+)?$/, "");
  return name.replaceAll("-", "_");
}

function linesOf(path: string): string[] | undefined {
  try {
    return readFileSync(path, "latin1").split("\n");
  } catch {
    return undefined;
  }
}
