package org.eyas.api.rule;

/**
 * A rule file, or a text that is used like one.
 *
 * @param name the name in diagnostics: for a file, its path as the user gave it
 * @param content the YAML text
 */
public record RuleDocument(String name, String content) {}
