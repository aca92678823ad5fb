/** What `vigil ipvs predict` prints: a service's course or shares, as text or as data. */
import { serviceName } from "../../config/service-name.ts";
import type { CourseStep, PredictableService, ServerState } from "../../ipvs/prediction/course.ts";
import { courseTable, type Paint, shareChart } from "../../ipvs/prediction/course-text.ts";
import type { Share } from "../../ipvs/prediction/share.ts";
import { formatAddress } from "../../values/address.ts";

export interface Prediction {
  /** The file that the service comes from. */
  readonly file?: string;
  readonly service: PredictableService;
  /** In the kernel's order, before the first connection. */
  readonly list: readonly ServerState[];
  /** Empty where only shares are asked for. */
  readonly steps: readonly CourseStep[];
  readonly shares: readonly Share[];
  readonly warnings: readonly string[];
}

const hues = [36, 33, 35, 32, 34, 31];

/** Colours for a terminal that wants them. */
export function painter(isTerminal: boolean): Paint {
  if (!isTerminal || process.env.NO_COLOR !== undefined) return (text) => text;
  return (text, colour) => `\u001b[${hues[colour % hues.length]}m${text}\u001b[0m`;
}

function listText(list: readonly ServerState[]): string {
  return list.map(({ id, weight }) => `${id} weight ${weight}`).join(", ") || "empty";
}

const aboutOrder =
  "The list is the kernel's (ipvsadm -Ln --nosort), the server added last first: it decides ties, where rr and wrr start, and the maps of sh and dh.";

/** The course of one service, with what the table shows explained. */
export function courseReport({ service, list, steps, shares, warnings }: Prediction, paint: Paint): string[] {
  return [
    `${service.scheduler}, list: ${listText(list)}`,
    aboutOrder,
    "",
    ...courseTable(steps),
    "",
    "Before each connection: active+inactive, and the overhead where the scheduler compares it; the least wins.",
    ...(service.scheduler === "twos"
      ? ["The kernel's dice are its own: this is one of many possible courses."]
      : []),
    "",
    ...shareChart(shares, paint),
    ...warningLines(warnings),
  ];
}

/** The shares of the services of a file. */
export function sharesReport(predictions: readonly Prediction[], paint: Paint): string[] {
  return [
    aboutOrder,
    ...predictions.flatMap(({ file, service, list, shares, warnings }) => {
      const { key, scheduler, persistenceTimeoutS } = service;
      const persistence = persistenceTimeoutS === 0 ? "" : `, persistent for ${persistenceTimeoutS} s`;
      return [
        "",
        `${file}: VS ${serviceName(key)}, ${scheduler}${persistence}, list: ${listText(list)}`,
        ...shareChart(shares, paint),
        ...warningLines(warnings),
      ];
    }),
  ];
}

function warningLines(warnings: readonly string[]): string[] {
  return warnings.map((warning) => `warning: ${warning}`);
}

/** Numbers and ids as the text has them. */
export function asData({ file, service, list, steps, shares, warnings }: Prediction): unknown {
  const { key, scheduler, flags = 0, persistenceTimeoutS } = service;
  return {
    ...(file === undefined ? {} : { file, service: serviceName(key) }),
    scheduler,
    flags,
    persistenceTimeoutS,
    list: list.map(({ id, weight }) => ({ server: id, weight })),
    ...(steps.length === 0 ? {} : { connections: steps.map(stepData) }),
    shares: shares.map(({ server, ...rest }) => ({ server: server ?? null, ...rest })),
    warnings,
  };
}

function stepData({ client, clientPort, destination, server, servers, because }: CourseStep): unknown {
  return {
    client: formatAddress(client),
    clientPort,
    destination: formatAddress(destination),
    server: server ?? null,
    because: because.rule,
    servers: servers.map(({ id, ...state }, index) => ({
      server: id,
      ...state,
      overhead: because.loads[index] ?? null,
    })),
  };
}
