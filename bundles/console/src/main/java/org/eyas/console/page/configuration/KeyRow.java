package org.eyas.console.page.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.eyas.console.page.PageTemplates;

/**
 * A key as a row of the form.
 *
 * @param name the key with the numbers of elements: {@code eyas.http_outputs[0].url}
 * @param adding whether a value makes a new element of a list
 * @param value as the form shows it, see {@code FormValue}; secrets are placeholders
 * @param standard the default in the same form
 * @param changed whether the value differs from the default
 * @param fixed why the form cannot change the key; empty if it can
 */
record KeyRow(ConfigurationKey key, String name, boolean adding, PageTemplates.Raw value, String standard, boolean changed,
    String fixed) {
  private static final List<String> TRUE = List.of("true", "y", "yes", "on");
  private static final List<String> FALSE = List.of("false", "n", "no", "off");

  /** A choice of a menu. */
  record Option(String word, boolean selected) {}

  /** A value in its one spelling: {@code yes} and {@code on} become {@code true}. */
  static String normalized(ConfigurationKey key, String value) {
    String small = value.toLowerCase(Locale.ROOT);
    return switch (key.shape()) {
      case FLAG -> TRUE.contains(small) ? "true" : FALSE.contains(small) ? "false" : value;
      case CHOICE -> key.choices().contains(small) ? small : value;
      default -> value;
    };
  }

  KeyRow withEntered(String entered) {
    return new KeyRow(key, name, adding, new PageTemplates.Raw(entered), standard, changed, fixed);
  }

  boolean isEditable() {
    return fixed.isEmpty();
  }

  boolean isMenu() {
    return key.shape() == Shape.FLAG || key.shape() == Shape.CHOICE;
  }

  boolean isLines() {
    return key.shape() == Shape.TEXTS || key.shape() == Shape.MAP;
  }

  /** The words of a menu; a value that is none of them is there too, so that saving does not lose it. */
  List<Option> options() {
    List<String> words = new ArrayList<>(key.shape() == Shape.FLAG ? List.of("true", "false") : key.choices());
    if (!words.contains(value.text())) {
      words.addFirst(value.text());
    }
    return words.stream().map(word -> new Option(word, word.equals(value.text()))).toList();
  }

  /** A hint on how to write several values; empty for a single value. */
  String form() {
    return switch (key.shape()) {
      case TEXTS -> "One per line.";
      case MAP -> "One NAME: TEXT per line.";
      default -> "";
    };
  }

  /** The rows of a text area. */
  int height() {
    return Math.clamp(value.text().lines().count() + 1, 2, 12);
  }

  /** The part of the form: the part of the name that keys have in common. */
  String section() {
    String inside = name.startsWith("eyas.") ? name.substring("eyas.".length()) : name;
    int end = inside.split("[.\\[]", 2)[0].length();
    boolean alone = end == inside.length() && key.shape() != Shape.ENTRIES;
    return alone ? "general" : name.substring(0, name.length() - inside.length() + end);
  }
}
