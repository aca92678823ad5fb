/** vrrp/owner-as-backup */
import { vrrpOwnerAsBackup } from "../../../src/lint/rules/vrrp-owner-as-backup.ts";
import { globals, instance } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

ruleCases(vrrpOwnerAsBackup, {
  accept: [
    { title: "priority 254", text: instance("    state BACKUP\n    priority 254\n") },
    { title: "the owner as MASTER", text: instance("    state MASTER\n    priority 255\n") },
    { title: "no state", text: instance("    priority 255\n") },
    {
      title: "what reading says in strict mode",
      text: instance("    state BACKUP\n    strict_mode yes\n    priority 255\n"),
    },
    {
      title: "the same by vrrp_strict",
      text: globals("vrrp_strict") + instance("    state BACKUP\n    priority 255\n"),
    },
  ],
  reject: [
    {
      title: "255 with BACKUP",
      text: instance("    state BACKUP\n    priority 255\n"),
      findings: ["5:5-17 priority 255 is the address owner's: A starts as MASTER, whatever its state says"],
      remedy: "write a priority of at most 254",
    },
  ],
});
