/** Large configurations for the benchmarks. */

/** Services of a kind that people generate: each with so many servers, all with a TCP_CHECK. */
export function servicesText(count, servers) {
  const parts = [];
  for (let i = 0; i < count; i++) {
    const low = `${(i >> 8) & 255}.${i & 255}`;
    parts.push(`virtual_server 10.${i >> 16}.${low} 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
`);
    for (let server = 0; server < servers; server++) {
      parts.push(`    real_server 172.${16 + server}.${low} 80 {
        weight 1
        TCP_CHECK {
            connect_timeout 3
            retry 2
            delay_before_retry 3
            connect_port 80
        }
    }
`);
    }
    parts.push("}\n");
  }
  return parts.join("");
}
