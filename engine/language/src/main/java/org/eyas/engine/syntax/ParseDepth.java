package org.eyas.engine.syntax;

import org.eyas.engine.text.FalcoVersion;

/**
 * Counts how deep the parser is in the rules of its grammar. The limit keeps a hostile text from exhausting the stack.
 *
 * <p>The newest Falco counts each rule (libs: filter/parser.cpp). The guard of Falco 0.44 counted nothing; for it, each pair of
 * parentheses and each transformer counts as the five rules through which it leads: or, and, not, check and the content.
 */
final class ParseDepth {
  private static final int RULES_OF_A_LEVEL = 5;

  private final Scanner scanner;
  private final int limit;
  private final boolean countsRules;
  private int depth;

  ParseDepth(Scanner scanner, int limit, FalcoVersion version) {
    this.scanner = scanner;
    this.limit = limit;
    countsRules = version.keepsBytes();
  }

  /** Enters a rule of the grammar that does not nest by itself. */
  void enter() throws SyntaxException {
    add(countsRules ? 1 : 0);
  }

  void leave() {
    depth -= countsRules ? 1 : 0;
  }

  /** Enters the content of parentheses, or a transformer. */
  void enterLevel() throws SyntaxException {
    add(countsRules ? 1 : RULES_OF_A_LEVEL);
  }

  void leaveLevel() {
    depth -= countsRules ? 1 : RULES_OF_A_LEVEL;
  }

  /** The depth at a place to which the parser returns after an error. */
  int current() {
    return depth;
  }

  void returnTo(int before) {
    depth = before;
  }

  private void add(int rules) throws SyntaxException {
    depth += rules;
    if (depth >= limit) {
      throw new SyntaxException("exceeded max depth limit of " + limit, scanner.position());
    }
  }
}
