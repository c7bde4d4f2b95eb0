package org.eyas.api.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the fields and tags of an alert with the sorted maps and sets that they replace. */
class AlertFieldsTest {
  private static SortedMap<String, @Nullable Object> tree() {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("proc.name", "cat");
    fields.put("evt.time", 5L);
    fields.put("k8s.ns.name", null);
    return fields;
  }

  private static Alert alert(SortedMap<String, @Nullable Object> fields, SortedSet<String> tags) {
    return new Alert(0, Priority.NOTICE, "r", "syscall", "m", fields, tags);
  }

  @Test
  void theyAreTheMapThatTheyWereMadeOf() {
    SortedMap<String, @Nullable Object> fields = alert(tree(), new TreeSet<>()).fields();
    assertEquals(tree(), fields);
    assertEquals(fields, tree());
    assertEquals(tree().hashCode(), fields.hashCode());
    assertEquals("{evt.time=5, k8s.ns.name=null, proc.name=cat}", fields.toString());
    assertEquals(tree().headMap("k8s.ns.name"), fields.headMap("k8s.ns.name"));
    assertEquals(tree().tailMap("k8s.ns.name"), fields.tailMap("k8s.ns.name"));
    assertEquals(tree().subMap("f", "l"), fields.subMap("f", "l"));
    assertEquals("evt.time", fields.firstKey());
    assertEquals("proc.name", fields.lastKey());
    assertEquals("proc.name", fields.reversed().firstKey());
    assertEquals("cat", fields.get("proc.name"));
    assertNull(fields.get("proc.nam"));
    assertEquals(List.of(true, false), List.of(fields.containsKey("k8s.ns.name"), fields.containsKey("k8s")));
    List<String> seen = new ArrayList<>();
    fields.forEach((name, value) -> seen.add(name + value));
    assertEquals(List.of("evt.time5", "k8s.ns.namenull", "proc.namecat"), seen);
  }

  @Test
  void nobodyChangesThem() {
    SortedMap<String, @Nullable Object> given = tree();
    TreeSet<String> tags = new TreeSet<>(List.of("b", "a"));
    Alert alert = alert(given, tags);
    given.put("later", 1L);
    tags.add("later");
    assertEquals(tree(), alert.fields());
    assertEquals(new TreeSet<>(List.of("a", "b")), alert.tags());
    assertThrows(UnsupportedOperationException.class, () -> alert.fields().put("x", 1L));
    assertThrows(UnsupportedOperationException.class, () -> alert.fields().remove("proc.name"));
    assertThrows(UnsupportedOperationException.class, () -> alert.fields().entrySet().iterator().next().setValue(1L));
    assertThrows(UnsupportedOperationException.class, () -> alert.tags().add("x"));
    assertThrows(UnsupportedOperationException.class, () -> alert.tags().remove("a"));
  }

  @Test
  void anAlertThatIsMadeOfAnotherOneSharesThem() {
    Alert first = alert(tree(), new TreeSet<>(List.of("a")));
    Alert second = alert(first.fields(), first.tags());
    assertSame(first.fields(), second.fields());
    assertSame(first.tags(), second.tags());
  }

  @Test
  void thereMayBeNone() {
    Alert alert = alert(new TreeMap<>(), new TreeSet<>());
    assertEquals(new TreeMap<>(), alert.fields());
    assertThrows(NoSuchElementException.class, alert.fields()::firstKey);
    assertThrows(NoSuchElementException.class, alert.tags()::first);
  }

  @Test
  void valuesGoToThePlacesOfTheirNames() {
    AlertFields.Names names = AlertFields.Names.of(List.of("b", "a", "b"));
    assertEquals(2, names.size());
    @Nullable Object[] values = new Object[2];
    values[names.place("b")] = 2L;
    assertEquals("{a=null, b=2}", names.with(values).toString());
    assertThrows(IllegalArgumentException.class, () -> names.with(new Object[1]));
  }

  @Test
  void tagsAreSortedAndThereOnce() {
    AlertTags tags = AlertTags.of("b", "a", "b");
    assertEquals(List.of("a", "b"), List.copyOf(tags));
    assertEquals(new TreeSet<>(List.of("a", "b")), tags);
    assertEquals(new TreeSet<>(List.of("a")), tags.headSet("b"));
    assertEquals(new TreeSet<>(List.of("b")), tags.tailSet("b"));
    assertEquals(new TreeSet<>(List.of("a")), tags.subSet("a", "b"));
  }
}
