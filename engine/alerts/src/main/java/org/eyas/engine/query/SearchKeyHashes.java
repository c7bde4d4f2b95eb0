package org.eyas.engine.query;

import java.util.List;
import java.util.function.LongConsumer;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertPlace;
import org.eyas.api.alert.AlertProgram;
import org.jspecify.annotations.Nullable;

/** Hashes the names and values by which an alert can be found, for an index. */
public final class SearchKeyHashes {
  static final String RULE = "rule";
  static final String SOURCE = "source";
  static final String TAG = "tag";
  static final String CONTAINER = "container";
  static final String POD = "pod";
  static final String PROGRAM = "program";

  private static final long PRIME = 0x100000001b3L;
  private static final long START = 0xcbf29ce484222325L;

  private SearchKeyHashes() {}

  /** Passes the hash of each name and value of an alert to a consumer. */
  public static void of(Alert alert, LongConsumer keys) {
    AlertPlace place = AlertPlace.of(alert);
    keys.accept(hash(RULE, alert.rule()));
    keys.accept(hash(SOURCE, alert.source()));
    keys.accept(hash(CONTAINER, place.container()));
    keys.accept(hash(POD, place.pod()));
    keys.accept(hash(PROGRAM, AlertProgram.of(alert)));
    alert.tags().forEach(tag -> keys.accept(hash(TAG, tag)));
    alert.fields().forEach((name, value) -> ofValue(name, value, keys));
  }

  private static void ofValue(String name, @Nullable Object value, LongConsumer keys) {
    if (value instanceof List<?> list) {
      list.forEach(element -> ofValue(name, element, keys));
    } else if (value != null) {
      keys.accept(hash(name, value.toString()));
    }
  }

  /** The hash of a name and a value. The case of the value does not matter. */
  public static long hash(String name, String value) {
    long hash = START;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * PRIME;
    }
    hash = (hash ^ '=') * PRIME;
    for (int i = 0; i < value.length(); i++) {
      hash = (hash ^ CaseFolding.lower(value.charAt(i))) * PRIME;
    }
    return hash ^ hash >>> 32;
  }
}
