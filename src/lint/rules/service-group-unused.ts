/** A `virtual_server_group` that no service names, or that nobody can name. */
import { childrenOf } from "../../config/block-node.ts";
import { virtualServerGroup } from "../../config/keywords/virtual-server-group.ts";
import type { Span } from "../../config/source.ts";
import type { Rule } from "../rule.ts";
import { servicesOf } from "../services.ts";

export const serviceGroupUnused: Rule = {
  id: "service/group-unused",
  level: "warning",
  summary: "A virtual_server_group is named by no virtual_server.",
  explanation:
    "A group is only a list: its addresses and marks are served when a virtual_server says 'group' and its name. Of two groups with one " +
    "name the first is taken, so that nothing in the second is served.",
  bad: `virtual_server_group mail {
    192.0.2.10 80
}

virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
}
`,
  good: `virtual_server_group web {
    192.0.2.10 80
}

virtual_server group web {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
        }
    }
}
`,
  check({ tree }, report) {
    const named = new Set(
      servicesOf(tree).map(({ head }) => (head.kind === "group" ? head.group : undefined)),
    );
    const known = new Map<string, Span>();
    for (const { head, at } of childrenOf(tree, virtualServerGroup)) {
      const first = known.get(head);
      if (first !== undefined) {
        const message = `virtual_server_group ${head} stands a second time: the first one is taken, and nothing of this one is served`;
        report(at, message, {
          remedy: "put the entries of both into one, or give it another name",
          related: [{ at: first, what: "the first one" }],
        });
        continue;
      }
      known.set(head, at);
      if (named.has(head)) continue;
      report(at, `virtual_server_group ${head} is not used: nothing of it is served`, {
        remedy: `write 'virtual_server group ${head}', or remove the group`,
      });
    }
  },
};
