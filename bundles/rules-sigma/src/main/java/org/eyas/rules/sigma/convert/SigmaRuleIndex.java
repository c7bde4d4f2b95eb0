package org.eyas.rules.sigma.convert;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.SigmaRule;
import org.eyas.rules.sigma.rule.SigmaRule.Header;

/** The rules of all files, by the names and ids with which correlations refer to them. */
final class SigmaRuleIndex {
  private final Map<String, SigmaRule> byReference = new HashMap<>();
  private final Set<String> usedNames = new HashSet<>();

  SigmaRuleIndex(List<SigmaRule> rules) {
    for (SigmaRule rule : rules) {
      byReference.putIfAbsent(rule.header().id(), rule);
      byReference.putIfAbsent(rule.header().name(), rule);
    }
    byReference.remove("");
  }

  SigmaRule findReferred(String reference) throws SigmaException {
    SigmaRule rule = byReference.get(reference);
    if (rule == null) {
      throw new SigmaException("there is no rule with the name or id '" + reference + "'");
    }
    return rule;
  }

  /**
   * A name that no other rule has. If the title is used already, the beginning of the id follows, and if needed a
   * number.
   */
  String name(Header header) {
    String name = "Sigma: " + header.title();
    if (!header.id().isEmpty() && usedNames.contains(name)) {
      name += " (" + header.id().substring(0, Math.min(8, header.id().length())) + ")";
    }
    String numbered = name;
    for (int i = 2; !usedNames.add(numbered); i++) {
      numbered = name + " " + i;
    }
    return numbered;
  }
}
