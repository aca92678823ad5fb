/** A check that may last longer than the time between two of them. */
import { findNamed } from "../../config/block-node.ts";
import { printSeconds } from "../../config/forms/number.ts";
import type { Span } from "../../config/source.ts";
import { timesOf } from "../check-timing.ts";
import type { Rule } from "../rule.ts";
import { checksOf, type ServerNode, serversOf, servicesOf } from "../services.ts";

export const serviceTimeoutBeyondDelayLoop: Rule = {
  id: "service/timeout-beyond-delay-loop",
  level: "info",
  summary: "A check's connect_timeout is longer than its delay_loop.",
  explanation:
    "The next check is due delay_loop after the one before it has ended. With a longer connect_timeout a server that does not " +
    "answer is looked at less often than delay_loop says, and the timeout is most of the time in which its death stays unnoticed. " +
    "Servers of one network answer in milliseconds: a timeout of one to three seconds does.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 2
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
            connect_timeout 10
        }
    }
}
`,
  good: `virtual_server 192.0.2.10 80 {
    delay_loop 2
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        TCP_CHECK {
            connect_timeout 1
        }
    }
}
`,
  check({ tree }, report) {
    const said = new Set<Span>();
    for (const server of servicesOf(tree).flatMap(serversOf)) {
      for (const check of checksOf(server)) {
        const written = writtenTimeout([
          check,
          server,
          ...(server.parent === undefined ? [] : [server.parent]),
        ]);
        const times = written === undefined ? undefined : timesOf(check, server);
        if (written === undefined || times === undefined || said.has(written)) continue;
        if (times.attemptUs <= times.delayLoopUs || check.keyword?.name === "MISC_CHECK") continue;
        said.add(written);
        const message = `connect_timeout ${printSeconds(times.attemptUs)} is longer than delay_loop ${printSeconds(times.delayLoopUs)}: a server that does not answer is checked less often`;
        report(written, message, { remedy: "write a timeout shorter than delay_loop" });
      }
    }
  },
};

function writtenTimeout(
  blocks: readonly (ServerNode | NonNullable<ServerNode["parent"]>)[],
): Span | undefined {
  for (const block of blocks) {
    const setting = findNamed(block, "connect_timeout");
    if (setting !== undefined) return setting.at;
  }
  return undefined;
}
