/** An instance whose nodes authenticate differently. */
import { type BlockNode, childrenOf, findSetting } from "../../config/block-node.ts";
import { authentication, authPass } from "../../config/keywords/authentication.ts";
import type { VrrpAuthentication } from "../../config/model.ts";
import type { Span } from "../../config/source.ts";
import { instanceRule, onBoth } from "../pair/pair-findings.ts";
import { type Replacement, samplePair } from "../pair/sample.ts";

const block = "authentication {\n        auth_type PASS\n        auth_pass k7Qz2Lp0\n    }";
const authenticated: readonly Replacement[] = [["advert_int 1", `advert_int 1\n    ${block}`]];

export const instanceAuthentication = instanceRule(
  {
    id: "pair/authentication",
    level: "error",
    summary: "The authentication of an instance differs.",
    explanation:
      "An advertisement with another auth_type or auth_pass than the receiver's own is dropped, so both nodes become MASTER. Only the " +
      "first 8 bytes of auth_pass count. Write the same on every node, or leave authentication out on all: it proves nothing.",
    remedy: "write the same authentication on every node",
    bad: samplePair({ both: authenticated, lvs02: [["k7Qz2Lp0", "k7Qz2Lp1"]] }),
    good: samplePair({ both: authenticated }),
  },
  (pair) => {
    const [own, wanted] = [pair.other.config.authentication, pair.first.config.authentication];
    if (JSON.stringify(own) === JSON.stringify(wanted)) return undefined;
    // The texts themselves are secrets, and a report is read by many.
    const what =
      own.type === wanted.type
        ? `the auth_pass of ${pair.other.node.name} is not that of ${pair.first.node.name}`
        : `authentication is ${onBoth(pair, nameOf(own), nameOf(wanted))}`;
    return {
      at: authenticationIn,
      message: `${pair.other.config.name}: ${what}: each drops the other's advertisements, both become MASTER`,
    };
  },
);

const nameOf = ({ type }: VrrpAuthentication) => (type === "none" ? "off" : type);

function authenticationIn(instance: BlockNode): Span {
  const written = childrenOf(instance, authentication).at(-1);
  if (written === undefined) return instance.at;
  return findSetting(written, authPass as Parameters<typeof findSetting>[1])?.at ?? written.at;
}
