/** Rules about virtual servers, their servers, checks and groups. */
import type { Rule } from "./rule.ts";
import { serviceAddressWithoutVip } from "./rules/service-address-without-vip.ts";
import { serviceCheckOfAnotherPort } from "./rules/service-check-of-another-port.ts";
import { serviceDelayLoopUnset } from "./rules/service-delay-loop-unset.ts";
import { serviceDuplicate } from "./rules/service-duplicate.ts";
import { serviceEveryPort } from "./rules/service-every-port.ts";
import { serviceGroupUnused } from "./rules/service-group-unused.ts";
import { serviceMiscTimeoutUnset } from "./rules/service-misc-timeout-unset.ts";
import { serviceQuorumCountsWeight } from "./rules/service-quorum-counts-weight.ts";
import { serviceQuorumUnused } from "./rules/service-quorum-unused.ts";
import { serviceServerIsVip } from "./rules/service-server-is-vip.ts";
import { serviceServerUnchecked } from "./rules/service-server-unchecked.ts";
import { serviceSlowDetection } from "./rules/service-slow-detection.ts";
import { serviceTimeoutBeyondDelayLoop } from "./rules/service-timeout-beyond-delay-loop.ts";
import { serviceUdpCheckedByTcp } from "./rules/service-udp-checked-by-tcp.ts";
import { serviceUrlWithoutExpectation } from "./rules/service-url-without-expectation.ts";
import { serviceWeightZero } from "./rules/service-weight-zero.ts";
import { serviceWeightsUnused } from "./rules/service-weights-unused.ts";

export const serviceRules: readonly Rule[] = [
  serviceAddressWithoutVip,
  serviceCheckOfAnotherPort,
  serviceDelayLoopUnset,
  serviceDuplicate,
  serviceEveryPort,
  serviceGroupUnused,
  serviceMiscTimeoutUnset,
  serviceQuorumCountsWeight,
  serviceQuorumUnused,
  serviceServerIsVip,
  serviceServerUnchecked,
  serviceSlowDetection,
  serviceTimeoutBeyondDelayLoop,
  serviceUdpCheckedByTcp,
  serviceUrlWithoutExpectation,
  serviceWeightZero,
  serviceWeightsUnused,
];
