/** Rules about alert mail. */
import type { Rule } from "./rule.ts";
import { mailSampleAddress } from "./rules/mail-sample-address.ts";
import { mailSampleServer } from "./rules/mail-sample-server.ts";
import { mailUnasked } from "./rules/mail-unasked.ts";
import { mailUnsent } from "./rules/mail-unsent.ts";

export const mailRules: readonly Rule[] = [mailSampleAddress, mailSampleServer, mailUnasked, mailUnsent];
