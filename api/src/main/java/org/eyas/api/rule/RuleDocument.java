package org.eyas.api.rule;

import java.util.List;

/**
 * A rule file, or a text that is used like one.
 *
 * @param name the name in diagnostics: for a file, its path as the user gave it
 * @param content the YAML text. If a provider made it from a file in another language, each rule is best on the same line as in
 *     that file, because diagnostics name the line
 * @param translated whether a provider made the content from a file in another language. Of such a document, the engine parks a rule
 *     that it cannot load, and loads the others; in a rule file, the first fault is an error
 * @param untranslated the rules that the provider could not express in the text
 */
public record RuleDocument(String name, String content, boolean translated, List<UntranslatedRule> untranslated) {
  public RuleDocument {
    untranslated = List.copyOf(untranslated);
  }

  /** A document that is written in the language of the engine. */
  public RuleDocument(String name, String content) {
    this(name, content, false, List.of());
  }
}
