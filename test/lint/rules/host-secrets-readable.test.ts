/** host/secrets-readable */
import { hostSecretsReadable } from "../../../src/lint/rules/host-secrets-readable.ts";
import { hostWith, instance } from "./made-config.ts";
import { ruleCases } from "./rule-cases.ts";

const secret = instance("    authentication {\n        auth_type PASS\n        auth_pass k3Rf9wQz\n    }\n");

ruleCases(hostSecretsReadable, {
  accept: [
    {
      title: "a file for root",
      text: secret,
      host: hostWith({ fileFacts: () => ({ mode: 0o640, uid: 0, kind: "file" }) }),
    },
    {
      title: "no secret",
      text: instance(),
      host: hostWith({ fileFacts: () => ({ mode: 0o644, uid: 0, kind: "file" }) }),
    },
    {
      title: "a file that is not there any more",
      text: secret,
      host: hostWith(),
    },
  ],
  reject: [
    {
      title: "a file for all",
      text: secret,
      host: hostWith({ fileFacts: () => ({ mode: 0o644, uid: 0, kind: "file" }) }),
      findings: ["6:9-27 auth_pass stands in a file of mode 0644: every user of this host may read it"],
    },
    {
      title: "two secrets of one file, once",
      text: `${secret}${secret.replace(" A ", " B ").replace("87", "88")}`,
      host: hostWith({ fileFacts: () => ({ mode: 0o644, uid: 0, kind: "file" }) }),
      findings: ["6:9-27 auth_pass stands in a file of mode 0644: every user of this host may read it"],
    },
    {
      title: "an included file",
      text: "include secret.conf\n",
      files: {
        "secret.conf": secret,
      },
      host: hostWith({
        fileFacts: (path) => ({ mode: path === "secret.conf" ? 0o604 : 0o600, uid: 0, kind: "file" }),
      }),
      findings: ["6:9-27 auth_pass stands in a file of mode 0604: every user of this host may read it"],
    },
    {
      title: "a key",
      text: instance(
        "    auth_hmac {\n        key 1 correct-horse-battery-staple-0001\n        active_key 1\n    }\n",
      ),
      host: hostWith({ fileFacts: () => ({ mode: 0o644, uid: 0, kind: "file" }) }),
      findings: [
        "5:13-48 a key of auth_hmac stands in a file of mode 0644: every user of this host may read it",
      ],
    },
  ],
});
