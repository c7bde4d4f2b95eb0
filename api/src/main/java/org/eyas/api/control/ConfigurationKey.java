package org.eyas.api.control;

import java.util.List;

/**
 * A key that a configuration file may have, for tools that show forms. Immutable.
 *
 * @param name the key, with dots between its parts; {@code []} stands for each element of a list: {@code plugins[].name}
 * @param shape the form of its value
 * @param choices the allowed words, if the shape is {@link Shape#CHOICE}
 * @param expected what a value must be, as the end of the sentence "it must be ..."
 * @param standard its default as YAML on one line; empty if it has none
 * @param description what it does; begins with a verb
 * @param note how it differs from Falco's key, or why it has no effect; may be empty
 * @param works whether it has an effect
 * @param pids the components that get its value
 */
public record ConfigurationKey(
    String name, Shape shape, List<String> choices, String expected, String standard, String description, String note,
    boolean works, List<String> pids) {
  public ConfigurationKey {
    choices = List.copyOf(choices);
    pids = List.copyOf(pids);
  }

  /** Forms of values. */
  public enum Shape {
    /** True or false. */
    FLAG,
    /** A number. */
    NUMBER,
    /** One of a few words. */
    CHOICE,
    /** A text on one line. */
    TEXT,
    /** A list of texts. */
    TEXTS,
    /** Names, each with a text. */
    MAP,
    /** A list of entries with keys of their own, which have entries in the table. */
    ENTRIES,
    /** Any other YAML. */
    OTHER
  }
}
