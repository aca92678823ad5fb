/** Every keyword of the table, written in many ways, through both programs: `oracle:keywords [BLOCK [KEYWORD]]`. */
import { keywordCases } from "./keyword-cases.ts";
import { report } from "./report.ts";

const [block, keyword] = process.argv.slice(2);
process.exitCode = report(keywordCases(block, keyword));
