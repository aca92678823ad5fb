/** Parts of configurations, for the cases of rules: what a case is not about is as it should be. */
import type { HostView } from "../../../src/lint/host-view.ts";

export const tcpCheck = `        TCP_CHECK {
        }
`;

export const serviceLines = `    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
`;

export function server(inner = tcpCheck, name = "192.0.2.21 80"): string {
  return `    real_server ${name} {
${inner}    }
`;
}

export function service(servers = server(), lines = serviceLines, name = "192.0.2.10 80"): string {
  return `virtual_server ${name} {
${lines}${servers}}
`;
}

export function instance(lines = "", addresses = "        192.0.2.10/24\n"): string {
  return `vrrp_instance A {
    interface eth0
    virtual_router_id 87
${lines}    virtual_ipaddress {
${addresses}    }
}
`;
}

export function globals(...lines: string[]): string {
  return `global_defs {
${lines.map((line) => `    ${line}\n`).join("")}}
`;
}

export function script(command: string, ...lines: string[]): string {
  return `vrrp_script web {
    script ${command}
${lines.map((line) => `    ${line}\n`).join("")}}
`;
}

/** A host that has what is asked for, and nothing to complain of. */
export function hostWith(view: Partial<HostView> = {}): HostView {
  return {
    facts: { hostName: "lvs01" },
    sysctl: () => undefined,
    hasModule: () => true,
    fileFacts: () => undefined,
    ...view,
  };
}

/** A host whose kernel parameters are these. */
export function hostSet(values: Readonly<Record<string, number>>): HostView {
  return hostWith({ sysctl: (path) => values[path] });
}
