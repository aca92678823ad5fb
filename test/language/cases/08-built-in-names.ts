/** Section 8: names that need no definition. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: that is how keepalived writes the use of a definition
import { head, type LanguageCase, lines, tail } from "./language-case.ts";

export const cases: readonly LanguageCase[] = [
  {
    name: "8 Built-ins: _INSTANCE is the config id",
    text: lines(...head, "state ${_INSTANCE}", "state $_INSTANCE", 'state "${_INSTANCE}x"', ...tail),
    configId: "lb7",
    exit: 5,
    messages: [4, 5, 6],
    says: ["lb7"],
  },
  {
    name: "8 Built-ins: _PWD is the directory of the file",
    text: lines(...head, "state ${_PWD}", ...tail),
    exit: 5,
    messages: [4],
    says: ["vigil-oracle-"],
  },
  {
    name: "8 Built-ins: _HASH and _BANG are useful in quotes",
    text: lines(...head, 'state "a${_HASH}b${_BANG}c"', "state a${_HASH}b", ...tail),
    exit: 5,
    messages: [4, 5],
    says: ["a#b!c"],
  },
  {
    name: "8 Built-ins: _RANDOM is a number",
    text: lines(...head, "priority ${_RANDOM}0000", ...tail),
    exit: 5,
    messages: [4],
  },
  {
    name: "8 Built-ins: _RANDOM with bounds",
    text: lines(...head, "priority ${_RANDOM 7 7}7", ...tail),
    exit: 0,
    messages: [],
    model: (config) => config?.vrrpInstances[0]?.priority,
    is: 77,
    differs: "2.2.7 leaves what stood behind _RANDOM in the line",
  },
  {
    name: "8 Built-ins: _RANDOM with its lowest above its highest uses the lowest",
    text: lines(...head, "priority ${_RANDOM 8 2}", ...tail),
    exit: 5,
    messages: [4],
    model: (config) => config?.vrrpInstances[0]?.priority,
    is: 8,
    differs: "2.2.7 takes such bounds without a word; 2.4 reports them and uses the lower",
  },
  {
    name: "8 Built-ins: _ENV is a variable of the environment",
    text: lines(...head, "priority ${_ENV SITE}", ...tail),
    environment: { SITE: "77" },
    exit: 0,
    messages: [],
    model: (config) => config?.vrrpInstances[0]?.priority,
    is: 77,
    differs: "2.2.7 does not know _ENV, which came with 2.4.0",
  },
  {
    name: "8 Built-ins: _ENV is empty when the variable is not set",
    text: lines(...head, 'priority "${_ENV VIGIL_NO_SUCH_VARIABLE}55"', ...tail),
    exit: 0,
    messages: [],
    model: (config) => config?.vrrpInstances[0]?.priority,
    is: 55,
    differs: "2.2.7 does not know _ENV, which came with 2.4.0",
  },
  {
    name: "8 Built-ins: other names are undefined",
    text: lines(...head, "state $_NOPE", 'state "${_RANDOMX 1}"', ...tail),
    exit: 5,
    messages: [4, 5],
    says: ["_NOPE"],
  },
];
