/** The large table of `npm run bench:ipvs`, as keepalived.conf and as ipvsadm's rules. */

export const SERVICES = 2277;
export const SERVERS_EACH = 16;

const indexes = (count) => Array.from({ length: count }, (_, index) => index);
const serviceAddress = (index) => `10.1.${index >> 8}.${index & 255}`;
const serverAddress = (index, server) => `10.${100 + server}.${index >> 8}.${index & 255}`;

/** DR services without checkers; `without` of the last service's servers are left out. */
export function serviceFile({ without = 0 } = {}) {
  const services = indexes(SERVICES).map((index) => {
    const count = SERVERS_EACH - (index === SERVICES - 1 ? without : 0);
    const servers = indexes(count).map(
      (server) => `    real_server ${serverAddress(index, server)} 80 {\n        weight 1\n    }\n`,
    );
    return `virtual_server ${serviceAddress(index)} 80 {\n    lb_algo rr\n    lb_kind DR\n    protocol TCP\n${servers.join("")}}\n`;
  });
  return services.join("");
}

export function ruleFile() {
  const services = indexes(SERVICES).map((index) => {
    const service = `-t ${serviceAddress(index)}:80`;
    const servers = indexes(SERVERS_EACH).map(
      (server) => `-a ${service} -r ${serverAddress(index, server)}:80 -g -w 1\n`,
    );
    return `-A ${service} -s rr\n${servers.join("")}`;
  });
  return services.join("");
}
