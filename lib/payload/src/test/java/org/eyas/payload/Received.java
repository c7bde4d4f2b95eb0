package org.eyas.payload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A JSON value, checked as the documentation of a receiver describes it. */
record Received(@Nullable Object value) {
  static Received of(PayloadMessage message) {
    return new Received(StrictJson.parse(message.body()));
  }

  Map<?, ?> map() {
    return assertInstanceOf(Map.class, value);
  }

  List<Received> list(int least, int most) {
    List<?> list = assertInstanceOf(List.class, value);
    assertTrue(list.size() >= least && list.size() <= most, () -> "from " + least + " to " + most + ": " + list);
    return list.stream().map(Received::new).toList();
  }

  Received at(String name) {
    assertTrue(map().containsKey(name), () -> "no " + name + " in " + value);
    return new Received(map().get(name));
  }

  /** Fails if the object has other names than these. */
  Received only(String... names) {
    assertTrue(Set.of(names).containsAll(map().keySet()), () -> "other names in " + value);
    return this;
  }

  String text() {
    return assertInstanceOf(String.class, value);
  }

  /** The text; fails if its length is not within these limits. */
  String text(int least, int most) {
    int length = text().length();
    assertTrue(length >= least && length <= most, () -> length + " characters, not " + least + " to " + most + ": " + value);
    return text();
  }

  void is(Object expected) {
    assertEquals(expected, value);
  }

  void matches(String pattern) {
    assertTrue(text().matches(pattern), () -> value + " is not like " + pattern);
  }
}
