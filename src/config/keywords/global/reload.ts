/** Keywords of `global_defs`: reading the configuration anew, its includes, and the files that the daemon writes. */
import { alone } from "../../forms/alone.ts";
import { type IncludeCheck, includeCheck } from "../../forms/include-check.ts";
import { integer } from "../../forms/number.ts";
import { path } from "../../forms/path.ts";
import { flag, onOff, optionalSetting, setting } from "./setting.ts";

const directory = path({ directory: true });

export const reloadKeywords = {
  reloadCheckConfig: optionalSetting<string>({
    name: "reload_check_config",
    doc: "Tests a changed file before a reload, with messages to this log, and keeps what runs when something is wrong.",
    example: "reload_check_config /var/log/keepalived-check.log",
    since: "2.2.0",
    form: path({ bare: "/dev/null" }),
    whenMissing: "allowed",
  }),
  reloadTimeFile: optionalSetting<string>({
    name: "reload_time_file",
    doc: "A file that holds the time of the next reload.",
    example: "reload_time_file /etc/keepalived/reload-at",
    since: "2.1.0",
    form: alone(path()),
  }),
  reloadRepeat: flag({
    name: "reload_repeat",
    doc: "Keeps reload_time_file after the reload, so that a time without a date comes every day.",
    since: "2.1.0",
  }),
  reloadFile: optionalSetting<string>({
    name: "reload_file",
    doc: "A file that exists while the configuration is being read, so that other programs leave it alone.",
    example: "reload_file /run/keepalived.reload",
    since: "2.2.0",
    form: path({ bare: "/run/keepalived.reload" }),
    whenMissing: "allowed",
  }),
  includeCheck: optionalSetting<IncludeCheck>({
    name: "include_check",
    doc: "Which failures of include lines behind it end the start; alone all of them.",
    example: "include_check read +match",
    since: "2.2.0",
    form: includeCheck,
    whenMissing: "allowed",
  }),
  configSaveDir: optionalSetting<string>({
    name: "config_save_dir",
    doc: "Where configuration and state are kept at each reload, to find mistakes of the daemon.",
    example: "config_save_dir /var/lib/keepalived",
    since: "2.2.3",
    form: path({ directory: true, mayBeEmpty: false }),
    whenMissing: "fatal",
  }),
  tmpConfigDirectory: optionalSetting<string>({
    name: "tmp_config_directory",
    doc: "Where the copy of the configuration that all processes read lies, instead of in memory.",
    example: "tmp_config_directory /run/keepalived",
    since: "2.2.0",
    form: directory,
    whenRepeated: "first-wins-reported",
  }),
  dataUseInstance: onOff({
    name: "data_use_instance",
    doc: "Puts the names of the instance and the network namespace into the names of dumps.",
    since: "2.2.3",
  }),
  jsonVersion: setting<number>({
    name: "json_version",
    doc: "The layout of JSON dumps: 1 is a list of instances, 2 an object that holds them.",
    example: "json_version 2",
    since: "2.2.8",
    requires: [["JSON"]],
    form: integer({ min: 1, max: 2 }),
    default: 1,
  }),
  stateDumpFile: setting<string>({
    name: "state_dump_file",
    doc: "Where the dump goes that SIGUSR1 asks for; with a slash at its end a directory.",
    example: "state_dump_file /run/keepalived/state",
    since: "2.3.3",
    form: path(),
    default: "/tmp/keepalived.data",
  }),
  statsDumpFile: setting<string>({
    name: "stats_dump_file",
    doc: "Where the statistics go that SIGUSR2 asks for; with a slash at its end a directory.",
    example: "stats_dump_file /run/keepalived/stats",
    since: "2.3.3",
    form: path(),
    default: "/tmp/keepalived.stats",
  }),
  jsonDumpFile: setting<string>({
    name: "json_dump_file",
    doc: "Where the JSON dump goes; with a slash at its end a directory.",
    example: "json_dump_file /run/keepalived/json",
    since: "2.3.3",
    form: path(),
    default: "/tmp/keepalived.json",
  }),
};
