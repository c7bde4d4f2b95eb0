package org.eyas.api.control;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Hides alerts of a rule that have certain values, until a time. It is an exception of the rule in a rule file of its
 * own.
 *
 * @param id identifies the mute
 * @param fields the values that an alert must have to be hidden, by the names of its fields
 * @param owner the user who is responsible for it
 * @param reason in the words of the owner, on one line
 */
public record Mute(String id, String rule, SortedMap<String, String> fields, String owner, String reason, Instant until) {
  public Mute {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }
}
