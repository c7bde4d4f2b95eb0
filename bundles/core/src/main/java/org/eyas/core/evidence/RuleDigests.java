package org.eyas.core.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.condition.SyntaxTreeText;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.evidence.chain.ChainDigest;
import org.jspecify.annotations.Nullable;

/**
 * The digests of resolved rules. A digest changes with whatever changes the alerts of a rule: its condition with macros, lists and
 * exceptions, its steps, its output, priority, source and tags; not with its place in a file, and not with mutes, which have lines of their own.
 *
 * @param all the digest of all of them
 * @param byRule the first digits of the digest of each rule, in the order of their names
 */
record RuleDigests(String all, SortedMap<String, String> byRule) {
  /** Those before any rules are loaded. */
  static final RuleDigests NONE = new RuleDigests("", Collections.emptySortedMap());

  private static final int SHORT = 16;

  static RuleDigests of(Collection<LoadedRule> rules) {
    ChainDigest digest = new ChainDigest();
    SortedMap<String, String> byRule = new TreeMap<>();
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
        written.condition(), SyntaxTreeText.of(written.tree()), written.compiledOutput(), String.valueOf(rule.repeats()),
        stateful(rule.statefulCondition()));
  }

  private static String stateful(@Nullable StatefulCondition condition) {
    return condition == null ? ""
        : condition.identity() + '\0'
            + condition.steps().stream().map(step -> SyntaxTreeText.of(step.tree())).collect(Collectors.joining("\0"));
  }

  private static String of(String text, ChainDigest digest) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ChainDigest.text(digest.of(bytes, bytes.length));
  }
}
