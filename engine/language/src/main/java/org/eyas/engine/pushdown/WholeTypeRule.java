package org.eyas.engine.pushdown;

import java.util.List;

/**
 * A rule that may match every event of a type, because parameters do not decide it.
 *
 * @param rule its name
 * @param checks the checks that parameters do not decide, in the language of rules; empty if the rule matches all
 *     events of the type
 */
public record WholeTypeRule(String rule, List<String> checks) {
  public WholeTypeRule {
    checks = List.copyOf(checks);
  }
}
