/** The cases of the rule in vrrp-sync-daemon-instance.ts. */
import { vrrpSyncDaemonInstance } from "../../../src/lint/rules/vrrp-sync-daemon-instance.ts";
import { vrrpExample } from "../../../src/lint/vrrp-example.ts";
import { ruleCases } from "./rule-cases.ts";

const following = (words: string) =>
  vrrpExample({ above: `global_defs {\n    lvs_sync_daemon eth0 ${words}\n}\n` });

ruleCases(vrrpSyncDaemonInstance, {
  accept: [
    { title: "an instance of the file", text: following("inst VI_1 id 7") },
    { title: "none: both roles at once", text: following("id 7") },
  ],
  reject: [
    {
      title: "another name",
      text: following("inst VI_7 id 7"),
      findings: [
        "2:5-40 lvs_sync_daemon follows VI_7, which is no vrrp_instance here: nothing is synchronised",
      ],
      remedy: "name a vrrp_instance of this file",
    },
    {
      title: "another name in the old form",
      text: following("VI_7 7"),
      findings: [
        "2:5-32 lvs_sync_daemon follows VI_7, which is no vrrp_instance here: nothing is synchronised",
      ],
    },
  ],
});
