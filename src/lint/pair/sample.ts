/** The pair that the examples of pair rules are made of: two directors with one service. */
import type { PairExample } from "../pair-rule.ts";

const server = (address: string) => `    real_server ${address} 80 {
        weight 1
        TCP_CHECK {
            connect_timeout 2
        }
    }
`;

const director = (priority: number) => `vrrp_instance VI_1 {
    state BACKUP
    interface eth0
    virtual_router_id 87
    priority ${priority}
    advert_int 1
    virtual_ipaddress {
        192.0.2.10/24
    }
}

virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo wlc
    lb_kind DR
    protocol TCP
${server("192.0.2.21")}${server("192.0.2.22")}}
`;

/** A text that is replaced by another one, wherever it stands. */
export type Replacement = readonly [from: string, to: string];

/** The pair with changes made to both files, or to that of lvs02 alone. */
export function samplePair({
  both = [],
  lvs02 = [],
}: {
  readonly both?: readonly Replacement[];
  readonly lvs02?: readonly Replacement[];
} = {}): PairExample {
  const change = (text: string, changes: readonly Replacement[]) =>
    changes.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
  return { lvs01: change(director(200), both), lvs02: change(change(director(150), both), lvs02) };
}
