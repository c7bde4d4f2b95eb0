package org.eyas.api.rule;

/**
 * A rule file, or what stands for one.
 *
 * @param name the name that diagnostics print: its path as the user gave it
 * @param content the YAML text
 */
public record RuleDocument(String name, String content) {}
