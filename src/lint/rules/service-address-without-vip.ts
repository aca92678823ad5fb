/** A `virtual_server` whose address no instance of the file brings. */
import { childrenOf, entriesOf } from "../../config/block-node.ts";
import type { DiagnosticCode } from "../../config/diagnostic.ts";
import { staticIpaddress } from "../../config/keywords/static.ts";
import { virtualServerGroup } from "../../config/keywords/virtual-server-group.ts";
import { vrrpInstance } from "../../config/keywords/vrrp-instance.ts";
import type { Span } from "../../config/source.ts";
import { formatAddress, type IpAddress } from "../../values/address.ts";
import { mistakenBlocks } from "../mistaken-blocks.ts";
import type { Rule } from "../rule.ts";
import { addressesOfGroup, groupOf } from "../service-groups.ts";
import { nameOfService, servicesOf, vipsOf } from "../services.ts";
import type { Subject } from "../subject.ts";

/** Then addresses may stand where nobody read. */
const unread: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>(["include-failed", "include-unmatched"]);

/** With these an instance may lack an address that is written in it. */
const lostAddresses: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "address-family-mismatch",
  "block-duplicate",
  "brace-extra",
  "brace-missing-open",
  "brace-unexpected",
  "keyword-misplaced",
  "keyword-unknown",
  "value-invalid",
]);

export const serviceAddressWithoutVip: Rule = {
  id: "service/address-without-vip",
  level: "warning",
  summary: "The address of a virtual_server is no instance's virtual address.",
  explanation:
    "The kernel balances what reaches this machine, and packets reach it for addresses that it has. An address that stands in no " +
    "virtual_ipaddress of the file does not move with the MASTER: it is somewhere else, mostly nowhere, and nothing says so. " +
    "It is often the sample's address left in, or a typing mistake. Looked at only where the file has a vrrp_instance.",
  bad: `vrrp_instance A {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority 100
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}

virtual_server 192.0.2.11 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
            connect_timeout 3
        }
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

virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
            connect_timeout 3
        }
    }
}
`,
  check(subject, report) {
    const { tree, diagnostics } = subject;
    const vips = vipsOf(tree);
    if (vips.length === 0 || diagnostics.some(({ code }) => unread.has(code))) return;
    if (childrenOf(tree, vrrpInstance).some(mistakenBlocks(subject, lostAddresses))) return;
    const held = new Set(vips.map(({ address }) => formatAddress(address)));
    for (const { value } of entriesOf(tree, staticIpaddress)) held.add(formatAddress(value.address));
    const lost = new Map<string, { readonly at: Span; readonly name: string; readonly more: Span[] }>();
    for (const { address, at, name } of servedAddresses(tree)) {
      const text = formatAddress(address);
      if (held.has(text)) continue;
      const first = lost.get(text);
      if (first === undefined) lost.set(text, { at, name, more: [] });
      else first.more.push(at);
    }
    for (const [text, { at, name, more }] of lost) {
      const remedy = `add ${text} to the virtual_ipaddress of an instance, or write one of its addresses here`;
      const related = more.map((other) => ({ at: other, what: "this one, too" }));
      const message = `${name}: no vrrp_instance has ${text}, so it does not come with the MASTER and no packet for it may get here`;
      report(at, message, { remedy, ...(related.length === 0 ? {} : { related }) });
    }
  },
};

interface Served {
  readonly address: IpAddress;
  readonly at: Span;
  readonly name: string;
}

/** Of services and of the groups that services name; ranges and networks are not taken apart. */
function servedAddresses(tree: Subject["tree"]): Served[] {
  return servicesOf(tree).flatMap((service): Served[] => {
    const { head } = service;
    if (head.kind === "address")
      return [{ address: head.address, at: service.at, name: nameOfService(service) }];
    const group = groupOf(service, tree);
    if (group === undefined) return [];
    const name = `${virtualServerGroup.name} ${group.head}`;
    return addressesOfGroup(group).map(({ address, at }) => ({ address, at, name }));
  });
}
