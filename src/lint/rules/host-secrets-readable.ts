/** Secrets in a file that everybody may read. */
import { childrenOf, entriesOf, findSetting, spanOf } from "../../config/block-node.ts";
import { authentication, authPass } from "../../config/keywords/authentication.ts";
import { authHmac, key } from "../../config/keywords/vrrp/auth-hmac.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import { placeOf, type Span } from "../../config/source.ts";
import type { Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

const OTHERS_READ = 0o004;

export const hostSecretsReadable: Rule = {
  id: "host/secrets-readable",
  level: "warning",
  needs: "host",
  summary: "A file with a password or key may be read by every user of the host.",
  explanation:
    "Who knows auth_pass or a key of auth_hmac can send advertisements that the routers believe, and take the addresses over. auth_pass crosses " +
    "the network in clear besides, so it is no secret to the segment; still it need not be one that every local user reads. keepalived reads its " +
    "files as root: chmod 640 or 600 takes nothing from it.",
  bad: `vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass k3Rf9wQz
    }
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
  good: `vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}
`,
  check({ tree, host }, report) {
    if (host === undefined) return;
    const said = new Set<string>();
    for (const { at, what } of secretsOf(tree)) {
      const { file } = placeOf(at);
      if (said.has(file)) continue;
      said.add(file);
      const mode = host.fileFacts(file)?.mode;
      if (mode === undefined || (mode & OTHERS_READ) === 0) continue;
      const message = `${what} stands in a file of mode ${mode.toString(8).padStart(4, "0")}: every user of this host may read it`;
      report(at, message, { remedy: `run chmod 640 ${file}` });
    }
  },
};

interface Secret {
  readonly at: Span;
  readonly what: string;
}

function secretsOf(tree: Subject["tree"]): Secret[] {
  return childrenOf(tree, vrrpInstance).flatMap((instance) => [
    ...childrenOf(instance, authentication)
      .filter((block) => findSetting(block, authPass) !== undefined)
      .map((block) => ({ at: spanOf(block, authPass), what: authPass.name })),
    ...childrenOf(instance, authHmac).flatMap((block) =>
      entriesOf(block, key).map(({ at }) => ({ at, what: `a ${key.name} of ${authHmac.name}` })),
    ),
  ]);
}
