package org.eyas.api.rule;

import java.util.List;

/**
 * A rule file, or a text that is used like one.
 *
 * @param name the name in diagnostics: for a file, its path as the user gave it
 * @param content the YAML text. If a provider made it from a file in another language, each rule is best on the same line as in
 *     that file, because diagnostics name the line
 * @param untranslated the rules that the provider could not express in the text
 */
public record RuleDocument(String name, String content, List<UntranslatedRule> untranslated) {
  public RuleDocument {
    untranslated = List.copyOf(untranslated);
  }

  /** A document that is written in the language of the engine. */
  public RuleDocument(String name, String content) {
    this(name, content, List.of());
  }
}
