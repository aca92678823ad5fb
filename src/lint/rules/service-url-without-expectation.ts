/** A `url` that says nothing of the answer. */

import type { BlockNode } from "../../config/block-node.ts";
import { childrenOf, findNamed } from "../../config/block-node.ts";
import { httpGet, sslGet } from "../../config/keywords/checks/http-get.ts";
import type { Rule } from "../rule.ts";
import { checksOf, serversOf, servicesOf } from "../services.ts";

export const serviceUrlWithoutExpectation: Rule = {
  id: "service/url-without-expectation",
  level: "info",
  summary: "A url of HTTP_GET or SSL_GET has neither status_code nor digest nor regex.",
  explanation:
    "Any answer with a status from 200 to 299 counts as success then, whatever the page says. Earlier versions of keepalived took other " +
    "statuses as well. Write the status that the page has, and a digest or regex where its text matters.",
  bad: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        HTTP_GET {
            url {
                path /status
            }
        }
    }
}
`,
  good: `virtual_server 192.0.2.10 80 {
    delay_loop 6
    lb_algo rr
    lb_kind DR
    protocol TCP
    real_server 192.0.2.21 80 {
        HTTP_GET {
            url {
                path /status
                status_code 200
            }
        }
    }
}
`,
  check({ tree }, report) {
    for (const server of servicesOf(tree).flatMap(serversOf)) {
      for (const check of checksOf(server)) {
        for (const url of urlsOf(check)) {
          if (expectations.some((name) => findNamed(url, name) !== undefined)) continue;
          const message = "the url says nothing of the answer: any status from 200 to 299 is a success";
          report(url.at, message, { remedy: "write the status_code that the page has" });
        }
      }
    }
  },
};

const expectations = ["status_code", "digest", "regex"];

function urlsOf(check: BlockNode): readonly BlockNode[] {
  if (check.keyword === httpGet) return childrenOf(check, httpGet.keywords.url);
  return check.keyword === sslGet ? childrenOf(check, sslGet.keywords.url) : [];
}
