package org.eyas.config.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * A value of a YAML text and its place.
 *
 * @param path the dotted path of its key, such as {@code a.b[0].c}
 * @param value the value without quotes
 * @param start the offset of its first character, which may be a quote
 * @param end the offset after its last character
 */
public record ScalarPlace(String path, String value, int start, int end) {
  /** The values of the first document of a text, in their order. Values that repeat others by an alias are left out. */
  public static List<ScalarPlace> of(String text) throws ConfigException {
    YamlReader.value("the configuration", text); // refuses texts that are not YAML
    List<ScalarPlace> found = new ArrayList<>();
    YamlPlaceFinder.of(text).ifPresent(root -> add(text, root, "", found));
    return found;
  }

  private static void add(String text, YamlPlace place, String path, List<ScalarPlace> found) {
    switch (place) {
      case YamlPlace.Mapping map -> {
        for (YamlPlace.Entry entry : map.entries()) {
          String key = entry.key() instanceof YamlPlace.Scalar name ? name.value() : "?";
          add(text, entry.value(), path.isEmpty() ? key : path + "." + key, found);
        }
      }
      case YamlPlace.Sequence list -> {
        for (int i = 0; i < list.elements().size(); i++) {
          add(text, list.elements().get(i), path + "[" + i + "]", found);
        }
      }
      case YamlPlace.Scalar scalar -> {
        int end = scalar.end();
        while (end > scalar.start() && Character.isWhitespace(text.charAt(end - 1))) {
          end--; // the end of a block of lines is after the newlines that follow it
        }
        found.add(new ScalarPlace(path, scalar.value(), scalar.start(), end));
      }
      case YamlPlace.Alias _ -> {}
    }
  }
}
