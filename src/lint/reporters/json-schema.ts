/** The JSON Schema (draft 2020-12) of `--format json`, which `vigil lint --schema` prints. */
import { LEVELS } from "../finding.ts";
import { JSON_VERSION } from "./json.ts";

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 0 };
const position: Schema = { type: "integer", minimum: 1 };

/** All properties that are named, those of `optional` only where there is something to say. */
function object(properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", properties, required, additionalProperties: false };
}

function list(items: Schema, description?: string): Schema {
  return { type: "array", items, ...(description === undefined ? {} : { description }) };
}

function described(schema: Schema, description: string): Schema {
  return { ...schema, description };
}

const place = object({
  file: described(text, "the file's name as it was given or included"),
  line: described(position, "from 1"),
  column: described(position, "from 1, counts bytes"),
});

const edit = object({
  file: text,
  start: described(count, "the first byte that is replaced, from 0"),
  end: described(count, "the byte after the last one that is replaced"),
  text: described(text, "what stands there then; each character is one byte"),
});

const finding = object(
  {
    rule: {
      type: "string",
      pattern: "^[a-z]+/[a-z0-9-]+$",
      description: "the rule's id, which never changes",
    },
    level: { enum: LEVELS },
    message: described(text, "what is written and what runs because of it"),
    remedy: described(text, "what to write instead"),
    place,
    endColumn: described(position, "the column after the last byte concerned, on the same line"),
    related: list(object({ place, what: text }), "other places that belong to it"),
    fix: object({ title: text, edits: list(edit) }),
    host: { const: true, description: "it holds on the host that was looked at and need not on another" },
    fingerprint: {
      type: "string",
      pattern: "^[0-9a-f]{16}$",
      description: "the same in the next run though the line has moved; no two findings of a run share one",
    },
  },
  ["remedy", "related", "fix", "host"],
);

const knownFinding = object({ fingerprint: text, rule: text, file: text, message: text });

export const jsonSchema: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: `urn:vigil:lint:${JSON_VERSION}`,
  title: "The output of vigil lint --format json",
  ...object({
    version: { const: JSON_VERSION, description: "raised when something that readers rely on changes" },
    tool: object({ name: { const: "vigil" }, version: text }),
    files: list(text, "every file that was read, the included ones too"),
    summary: object({
      error: count,
      warning: count,
      info: count,
      known: described(count, "findings of the baseline, which are not listed"),
      silenced: described(count, "findings that comments silence, which are not listed"),
    }),
    findings: list(finding, "by file in the order of reading, then by place"),
    gone: list(knownFinding, "what the baseline has and nothing finds any more"),
  }),
};
