/** A peggy plugin for grammars that read no values: loops over character classes become plain loops instead of arrays of characters. */

/** A grammar says by this line that it hands everything on in its actions, so no match's value is ever looked at. */
export const VALUES_UNREAD = /^\/\/ values: unread$/m;

/** Whether this node is a character class in its plain form. */
function isPlainClass(node) {
  return node.type === "class" && !node.ignoreCase && !node.unicode;
}

/** `c` against the parts of a class, as an expression. */
function membership({ parts, inverted }) {
  const tests = parts.map((part) => {
    if (typeof part === "string") return `c === ${part.charCodeAt(0)}`;
    return `(c >= ${part[0].charCodeAt(0)} && c <= ${part[1].charCodeAt(0)})`;
  });
  const within = tests.length === 0 ? "false" : tests.join(" || ");
  return inverted ? `!(${within})` : `(${within})`;
}

/** A predicate that moves on over all characters of the class; `+` wants at least one. */
function loopNode(node) {
  const code = [
    "const start = peg$currPos;",
    "let at = start;",
    `for (; at < input.length; at++) { const c = input.charCodeAt(at); if (!${membership(node.expression)}) break; }`,
    "peg$currPos = at;",
    node.type === "one_or_more" ? "return at > start;" : "return true;",
  ].join("\n");
  return { type: "semantic_and", code, codeLocation: node.location, location: node.location };
}

function rewrite(node) {
  const loops = node.type === "zero_or_more" || node.type === "one_or_more";
  if (loops && isPlainClass(node.expression)) return loopNode(node);
  if (Array.isArray(node.alternatives)) node.alternatives = node.alternatives.map(rewrite);
  if (Array.isArray(node.elements)) node.elements = node.elements.map(rewrite);
  if (node.expression !== undefined) {
    node.expression = rewrite(node.expression);
    // The text of a match that nobody reads need not be cut out.
    if (node.type === "text") return node.expression;
  }
  return node;
}

export const classLoops = {
  use(config) {
    // Before the last of these passes, which works out what each node can match.
    config.passes.transform.splice(-1, 0, (ast) => {
      ast.rules = ast.rules.map(rewrite);
    });
  },
};
