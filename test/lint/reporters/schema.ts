/** Holds outputs against the schemas in `schemas/`. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { validateXML } from "xmllint-wasm";

export function schemaText(name: string): string {
  return readFileSync(resolve(import.meta.dirname, "schemas", name), "utf8");
}

/** What is wrong with a document, by libxml2. */
export async function xmlMistakes(document: string, schema: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: "output.xml", contents: document }],
    schema: [{ fileName: schema, contents: schemaText(schema) }],
  });
  return errors.map(({ message }) => message);
}
