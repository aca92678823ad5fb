/** Command lines: how they are split, who runs them, and what the host makes of them. */
import { describe, expect, test } from "vitest";
import type { ProgramState } from "../../src/config/host-facts.ts";
import type { LoadContext } from "../../src/config/load.ts";
import { testOutcome } from "../../src/reader/read-configuration.ts";
import { brief, instance, load, service, testContext } from "../support/config-context.ts";

const users = new Set(["root", "nobody"]);
const accounts = { hasUser: (name: string) => users.has(name), hasGroup: (name: string) => users.has(name) };

/** A host on which every program is like this. */
function onHost(state: ProgramState): Partial<LoadContext> {
  return { host: { ...testContext().host, accounts, programState: () => state } };
}

function globals(...lines: readonly string[]): string {
  return ["global_defs {", ...lines, "}"].join("\n");
}

function startupArgv(words: string) {
  return load(globals(`startup_script ${words}`)).config?.globals.settings.startupScript?.argv;
}

/** What `-t` shows, and its exit code. */
function tested(text: string, state: ProgramState = "secure"): [number, ...string[]] {
  const loaded = load(text, onHost(state));
  const { shown, exitCode } = testOutcome(loaded.diagnostics);
  return [exitCode, ...brief({ ...loaded, diagnostics: shown })];
}

describe("a command is split twice", () => {
  test.each<[string, string, readonly string[]]>([
    ["plain", "/bin/a", ["/bin/a"]],
    ["arguments need quotes", '"/bin/a b c"', ["/bin/a", "b", "c"]],
    ["inner quotes", `"/bin/a 'b c' d"`, ["/bin/a", "b c", "d"]],
    ["quotes the other way round", `'/bin/a "b c" d'`, ["/bin/a", "b c", "d"]],
    ["quotes inside a word", `"/bin/a b'c d'e"`, ["/bin/a", "bc de"]],
    ["an empty argument", `"/bin/a '' b"`, ["/bin/a", "", "b"]],
    ["a backslash is gone after the first", String.raw`"/bin/a b\ c"`, ["/bin/a", "b", "c"]],
    ["two are one for the second", String.raw`"/bin/a b\\ c"`, ["/bin/a", "b c"]],
    ["named escapes, also in quotes", String.raw`"/bin/a \\t'\\n'\\E"`, ["/bin/a", "\t\n\x1b"]],
    ["octal has three digits at most", String.raw`"/bin/a \\1014"`, ["/bin/a", "A4"]],
    ["hexadecimal keeps its last byte", String.raw`"/bin/a \\x4141g"`, ["/bin/a", "Ag"]],
    ["control characters", String.raw`"/bin/a \\cA\\c["`, ["/bin/a", "\x01\x1b"]],
    ["any other character stands for itself", String.raw`"/bin/a \\q\\8"`, ["/bin/a", "q8"]],
  ])("%s", (_, written, argv) => {
    expect(startupArgv(written)).toEqual(argv);
  });

  test.each([`"/bin/a 'b"`, String.raw`"/bin/a b\\"`])("%s ends too early", (written) => {
    expect(startupArgv(written)).toBeUndefined();
  });
});

describe("user and group", () => {
  test("they stand behind the command, the group with or without a colon", () => {
    const read = (words: string) =>
      load(globals(`startup_script ${words}`)).config?.globals.settings.startupScript;
    expect(read("/bin/a root")?.owner).toEqual({ user: "root", supplementaryGroups: false });
    expect(read("/bin/a root nobody x")?.owner).toEqual({
      user: "root",
      group: "nobody",
      supplementaryGroups: false,
    });
    expect(read("/bin/a root :")?.owner).toEqual({ user: "root", supplementaryGroups: true });
  });

  test("an unknown one is said of the parent's scripts, and to linters of others", () => {
    expect(tested(globals("startup_script /bin/a nosuch"))).toEqual([5, "2:23-29 error account-unknown"]);
    expect(tested(globals("startup_script /bin/a root nosuch"))).toEqual([
      5,
      "2:28-34 error account-unknown",
    ]);
    expect(tested(instance("notify /bin/a nosuch"))).toEqual([0]);
  });
});

describe("enable_script_security", () => {
  const secure = globals("enable_script_security");

  test("without it a script that is there fails the test with 6, whatever else is wrong", () => {
    expect(tested(instance("notify /bin/a"))).toEqual([6, "7:1-14 warning scripts-unprotected"]);
    expect(tested(`nonsense\n${instance("notify /bin/a")}`)[0]).toBe(6);
    expect(tested(instance("notify /bin/a"), "missing")).toEqual([0]);
  });

  test("it may stand anywhere for instances and services, above the parent's scripts", () => {
    expect(tested(`${instance("notify /bin/a root")}\n${secure}`)).toEqual([0]);
    expect(tested(globals("startup_script /bin/a", "enable_script_security"))).toEqual([0]);
    expect(tested(globals("enable_script_security", "startup_script /bin/a"))).toEqual([
      5,
      "3:1-22 error script-user-missing",
    ]);
  });

  test("that no user runs a script is said once, to the first process that finds out", () => {
    const text = [
      secure,
      instance("notify /bin/a", "notify_backup /bin/a"),
      service({ service: ["quorum_up /bin/a"] }),
    ];
    expect(tested(text.join("\n"))).toEqual([5, "17:1-17 error script-user-missing"]);
  });

  test("a vrrp_script that no user runs is as if it were not there", () => {
    const text = `${secure}\nvrrp_script x {\nscript /bin/a\n}\n${instance("track_script {", "x", "}")}`;
    expect(tested(text)).toEqual([5, "6:1-2 error script-user-missing", "14:1-2 error name-unknown"]);
  });

  test("script_user is a user", () => {
    const text = globals("enable_script_security", "script_user nobody");
    expect(tested(`${text}\n${instance("notify /bin/a")}`)).toEqual([0]);
  });
});

describe("the default user", () => {
  const protectedGlobals = globals("enable_script_security");
  const tracked = "vrrp_script x {\nscript /bin/a\n}";
  const user = instance("track_script {", "x", "}");

  test("without one a vrrp_script is gone at its closing brace, wherever global_defs stands", () => {
    const gone = ["3:1-2 error script-user-missing", "11:1-2 error name-unknown"];
    expect(tested(`${tracked}\n${user}\n${protectedGlobals}`)).toEqual([5, ...gone]);
    expect(tested(`${tracked.replace("}", "user root\n}")}\n${user}\n${protectedGlobals}`)).toEqual([0]);
  });

  test("a MISC_CHECK goes as well, each with a message", () => {
    const check = ["MISC_CHECK {", "misc_path /bin/a", "}"];
    const text = `${protectedGlobals}\n${service({ server: [...check, ...check] })}`;
    expect(tested(text)).toEqual([5, "12:1-2 error script-user-missing", "15:1-2 error script-user-missing"]);
  });

  test("a script_user that is none leaves scripts without a user of their own", () => {
    const globalsOfNobody = globals("script_user nosuch");
    expect(tested(`${globalsOfNobody}\n${instance("notify /bin/a")}`)).toEqual([
      5,
      "2:13-19 error account-unknown",
    ]);
    expect(tested(`${globalsOfNobody}\n${instance("notify /bin/a root")}`)[0]).toBe(6);
    expect(tested(globals("script_user nosuch", "script_user root"))).toEqual([
      5,
      "2:13-19 error account-unknown",
      "3:13-17 error account-unknown",
    ]);
  });

  test("what the first script settled stays, whatever stands below it", () => {
    expect(tested(globals("startup_script /bin/a", "enable_script_security"), "missing")).toEqual([0]);
    expect(
      tested(globals("enable_script_security", "startup_script /bin/a", "script_user root"), "missing"),
    ).toEqual([5, "3:1-22 error script-user-missing", "4:1-17 error script-user-missing"]);
  });

  test("keepalived_script is taken before the daemon's user", () => {
    users.add("keepalived_script");
    try {
      expect(tested(`${protectedGlobals}\n${instance("notify /bin/a")}`)).toEqual([0]);
    } finally {
      users.delete("keepalived_script");
    }
  });
});

describe("programs", () => {
  const tracked = `vrrp_script x {\nscript /bin/a\n}\n${instance()}`;
  const asRoot = globals("script_user root", "enable_script_security");

  test("a missing one is said of vrrp_script alone", () => {
    expect(tested(tracked, "missing")).toEqual([5, "2:1-14 error script-unusable"]);
  });

  test("an instance's missing interface keeps keepalived from looking at its scripts", () => {
    expect(tested(tracked.replace("eth0", "eth9"), "missing")).toEqual([
      5,
      "5:13-17 fatal interface-missing",
    ]);
  });

  test("VRRP does not come to its scripts when an interface is missing", () => {
    const text = `vrrp_script x {\nscript /bin/a\n}\n${instance().replace("eth0", "eth9")}`;
    expect(tested(text)).toEqual([5, "5:13-17 fatal interface-missing"]);
  });

  test("a directory is no program, and counts as one", () => {
    expect(tested(tracked, "directory")).toEqual([
      6,
      "2:1-14 error script-unusable",
      "2:1-14 warning scripts-unprotected",
    ]);
  });

  test("no instance, no script", () => {
    expect(tested("vrrp_script x {\nscript /bin/a\n}", "missing")).toEqual([0]);
  });

  test("one that others can change does not run as root once enable_script_security is set", () => {
    expect(tested(`${asRoot}\n${tracked}`, "insecure")).toEqual([5, "6:1-14 error script-unusable"]);
    const asNobody = globals("script_user nobody", "enable_script_security");
    expect(tested(`${asNobody}\n${tracked}`, "insecure")).toEqual([0]);
  });

  test("2.4.3 takes no track script behind a directory that is a link, with or without protection", () => {
    expect(tested(tracked, "behind-link")[0]).toBe(6);
    expect(tested(tracked, "behind-link")).toContain("2:1-14 error script-unusable");
    expect(tested(`${globals("use_symlink_paths")}\n${tracked}`, "behind-link")).not.toContain(
      "5:1-14 error script-unusable",
    );
  });
});
