package org.eyas.console.page.rule;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A word that a user may type into a rule, with its meaning.
 *
 * @param detail a few words that are shown beside the name: the type of a field, the document of a macro
 * @param text the description of a field, or the definition of a macro or list
 * @param sources the event sources whose rules may use it; empty: all
 */
record RuleCompletion(Kind kind, String name, String detail, String text, Set<String> sources) {
  /** The kind of a word. */
  enum Kind {
    FIELD,
    MACRO,
    LIST,
    OPERATOR,
    TRANSFORMER,
    KEY,
    /** A key below one of the keys of a stateful rule; the detail names those keys. */
    PART,
    PRIORITY,
    SOURCE
  }

  RuleCompletion {
    sources = Set.copyOf(sources);
  }

  /** The same word, which rules of another source may use as well. */
  RuleCompletion withSourcesOf(RuleCompletion other) {
    Set<String> both = new LinkedHashSet<>(sources);
    both.addAll(other.sources);
    return new RuleCompletion(kind, name, detail, text, both);
  }
}
