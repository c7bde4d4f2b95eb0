package org.eyas.core.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.condition.SyntaxTreeText;
import org.eyas.evidence.chain.ChainDigest;

/**
 * The digests of resolved rules. A digest changes with whatever changes the alerts of a rule: its condition with macros, lists and
 * exceptions, its steps, its output, priority, source and tags; not with its place in a file.
 *
 * @param all the digest of all of them
 * @param byRule the first digits of the digest of each rule
 */
record RuleDigests(String all, Map<String, String> byRule) {
  private static final int SHORT = 16;

  static RuleDigests of(Collection<LoadedRule> rules) {
    ChainDigest digest = new ChainDigest();
    Map<String, String> byRule = new TreeMap<>();
    StringBuilder all = new StringBuilder();
    for (LoadedRule rule : rules) {
      byRule.put(rule.name(), of(resolved(rule), digest));
    }
    byRule.forEach((name, sum) -> all.append(name).append('\0').append(sum).append('\0'));
    byRule.replaceAll((name, sum) -> sum.substring(0, SHORT));
    return new RuleDigests(of(all.toString(), digest), byRule);
  }

  private static String resolved(LoadedRule rule) {
    LoadedRule.RuleText written = rule.written();
    return String.join(
        "\0", rule.name(), rule.source(), String.valueOf(rule.alert().priority()), String.valueOf(rule.alert().tags()),
        written.condition(), SyntaxTreeText.of(written.tree()), written.compiledOutput(), String.valueOf(rule.repeats()));
  }

  private static String of(String text, ChainDigest digest) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ChainDigest.text(digest.of(bytes, bytes.length));
  }
}
