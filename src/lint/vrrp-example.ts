/** The configuration that the examples of VRRP's rules are made of: one instance, with what an example is about put in. */

export interface VrrpExample {
  /** Blocks above the instance. */
  readonly above?: string;
  readonly state?: string | undefined;
  readonly priority?: string | undefined;
  readonly advertInt?: string | undefined;
  /** Lines of the instance, without their indentation. */
  readonly lines?: readonly string[];
  readonly addresses?: readonly string[];
  /** Blocks below the instance. */
  readonly below?: string;
}

export function vrrpExample(example: VrrpExample = {}): string {
  const { above = "", lines = [], addresses = ["192.0.2.10/24"], below = "" } = example;
  const { state, priority, advertInt } = { state: "BACKUP", priority: "100", advertInt: "1", ...example };
  const own = [
    ...(state === undefined ? [] : [`state ${state}`]),
    "interface eth0",
    "virtual_router_id 87",
    ...(priority === undefined ? [] : [`priority ${priority}`]),
    ...(advertInt === undefined ? [] : [`advert_int ${advertInt}`]),
    ...lines,
    ...(addresses.length === 0 ? [] : block("virtual_ipaddress", ...addresses)),
  ];
  return `${above}${block("vrrp_instance VI_1", ...own).join("\n")}\n${below}`;
}

/** A block's lines, the inner ones indented. */
export function block(head: string, ...lines: readonly string[]): string[] {
  return [`${head} {`, ...lines.map((line) => `    ${line}`), "}"];
}

/** A script that runs as it should, with further lines of its own. */
export function scriptExample(...lines: readonly string[]): string {
  const globals = block("global_defs", "router_id lvs01", "script_user nobody", "enable_script_security");
  const script = block("vrrp_script check_web", 'script "/usr/libexec/check-web"', "interval 2", ...lines);
  return `${[...globals, ...script].join("\n")}\n`;
}

/** A service on an address, with one checked server. */
export function serviceExample(address = "192.0.2.10"): string {
  const check = block("TCP_CHECK", "connect_timeout 2");
  const server = block("real_server 192.0.2.21 80", "weight 1", ...check);
  const settings = ["delay_loop 6", "lb_algo wlc", "lb_kind DR", "protocol TCP"];
  return `${block(`virtual_server ${address} 80`, ...settings, ...server).join("\n")}\n`;
}
