/** Files in memory and a host with eth0 and eth1: what tests give the configuration reader instead of a machine. */
import type { ConfigFiles } from "../../src/config/files.ts";
import { type LoadContext, type LoadedConfig, loadConfig } from "../../src/config/load.ts";

export function memoryFiles(contents: Readonly<Record<string, string>> = {}): ConfigFiles {
  return {
    read(path) {
      const text = contents[path];
      if (text !== undefined) return { kind: "text", text };
      const isDirectory = Object.keys(contents).some((name) => name.startsWith(`${path}/`));
      const reason = isDirectory ? "directory" : "missing";
      return { kind: "unusable", reason, message: `it is ${reason}` };
    },
    list(directory) {
      const start = directory === "." ? "" : `${directory}/`;
      const inside = Object.keys(contents).filter((name) => name.startsWith(start));
      if (inside.length === 0) return undefined;
      return [...new Set(inside.map((name) => name.slice(start.length).split("/")[0] ?? ""))];
    },
  };
}

export function testContext(changes: Partial<LoadContext> = {}): LoadContext {
  return {
    mode: "test",
    files: memoryFiles(),
    configId: "here",
    environment: { SITE: "lab" },
    random: (min) => min,
    host: {
      hostName: "host.example",
      interfaces: [
        { name: "lo", loopback: true },
        { name: "eth0", loopback: false },
        { name: "eth1", loopback: false },
      ],
    },
    ...changes,
  };
}

/** Loads a text under the name `k.conf`. */
export function load(text: string, changes: Partial<LoadContext> = {}): LoadedConfig {
  return loadConfig("k.conf", text, testContext(changes));
}

/** The diagnostics as `line:column-end severity code`, without those about lines that take the place of the templates'. */
export function brief({ diagnostics }: Pick<LoadedConfig, "config" | "diagnostics">): string[] {
  return diagnostics
    .filter(({ code }) => code !== "value-replaced")
    .map(
      ({ place, endColumn, severity, code }) =>
        `${place.line}:${place.column}-${endColumn} ${severity} ${code}`,
    );
}

/** A complete instance with these lines added (line 6 on). */
export function instance(...lines: readonly string[]): string {
  const vip = "  virtual_ipaddress {\n    10.0.0.9\n  }";
  return ["vrrp_instance V {", "  interface eth0\n  virtual_router_id 51", vip, ...lines, "}"].join("\n");
}

/** A complete service with one server; lines added to the service stand from line 5, to the server from line 7 on. */
export function service(parts: { service?: readonly string[]; server?: readonly string[] } = {}): string {
  return [
    "virtual_server 10.0.0.1 80 {",
    "  lb_algo rr",
    "  lb_kind DR",
    "  protocol TCP",
    ...(parts.service ?? []),
    "  real_server 10.0.0.2 80 {",
    "    weight 1",
    ...(parts.server ?? []),
    "  }",
    "}",
  ].join("\n");
}
