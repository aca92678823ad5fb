/** The small configurations around the lines that an example is about. */

const indented = (lines: readonly string[], depth: number) =>
  lines.map((line) => `${"    ".repeat(depth)}${line}\n`).join("");

/** A block with these lines. */
export function block(head: string, ...lines: readonly string[]): string {
  return `${head} {\n${indented(lines, 1)}}\n`;
}

/** An instance that has all it needs, and these lines. */
export function instanceWith(...lines: readonly string[]): string {
  return instanceOf(
    "state BACKUP",
    "interface eth0",
    "virtual_router_id 87",
    "priority 100",
    "advert_int 1",
    ...lines,
  );
}

/** An instance of these lines and one virtual address. */
export function instanceOf(...lines: readonly string[]): string {
  return block("vrrp_instance VI_1", ...lines, "virtual_ipaddress {", "    192.0.2.10/24", "}");
}

const firstServer = [
  "real_server 192.0.2.21 80 {",
  "    weight 1",
  "    TCP_CHECK {",
  "        connect_timeout 3",
  "    }",
  "}",
];

/** A service of one server that has all it needs, and these lines above the server. */
export function serviceWith(...lines: readonly string[]): string {
  return serviceOf("delay_loop 6", "lb_algo wrr", "lb_kind NAT", "protocol TCP", ...lines, ...firstServer);
}

/** A service of these lines. */
export function serviceOf(...lines: readonly string[]): string {
  return block("virtual_server 192.0.2.10 80", ...lines);
}

/** A service whose only server has these lines. */
export function serverWith(...lines: readonly string[]): string {
  return serviceOf(
    "delay_loop 6",
    "lb_algo wrr",
    "lb_kind NAT",
    "protocol TCP",
    "real_server 192.0.2.21 80 {",
    ...lines.map((line) => `    ${line}`),
    "}",
  );
}

/** A service whose only server is checked by a block of these lines. */
export function checkWith(check: string, ...lines: readonly string[]): string {
  return serverWith("weight 1", `${check} {`, ...lines.map((line) => `    ${line}`), "}");
}
