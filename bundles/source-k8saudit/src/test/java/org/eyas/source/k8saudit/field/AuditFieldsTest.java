package org.eyas.source.k8saudit.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.EventType;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;

/** Tests each field with the events and values of {@code values.tsv}, and the contract of all field providers. */
class AuditFieldsTest extends FieldProviderContract {
  private static final EventType PLUGIN_EVENT =
      new EventType(322, "PLUGINEVENT_E", "pluginevent", EventType.Direction.ENTER, "other", Set.of(), Set.of(), List.of());

  private final FieldProvider fields = new AuditFields();
  private final Map<String, FakeEvent> events = new HashMap<>();

  @Override
  protected FieldProvider provider() {
    return new AuditFields();
  }

  @Override
  protected List<FakeEvent> events() {
    List<FakeEvent> all = new ArrayList<>();
    for (String name : List.of("pod", "binding", "role", "service", "configmap", "patch", "other")) {
      all.add(event(name));
    }
    all.add(FakeEvent.of(PLUGIN_EVENT, 1, "[]"));
    all.add(FakeEvent.of(PLUGIN_EVENT, 1, "{\"auditID\":"));
    all.add(FakeEvent.of(PLUGIN_EVENT, 1, "{\"auditID\":1,\"requestObject\":[{\"spec\":[]}],\"user\":3,\"requestURI\":null}"));
    all.add(FakeEvent.of(anyType(), 1, "{\"auditID\":1}"));
    return all;
  }

  private static FakeEvent event(String name) {
    return FakeEvent.of(PLUGIN_EVENT, 1, resource(name + ".json"));
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(AuditFieldsTest.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FieldDefinition field(String name) {
    return fields.classes().getFirst().fields().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
  }

  private String read(String name, String argument, FakeEvent event) {
    FieldReader reader = fields.reader(field(name), argument.isEmpty() ? null : argument);
    if (reader instanceof FieldReader.OfBytes one) {
      Bytes value = one.read(event);
      return value.isPresent() ? value.toString() : "none";
    }
    BytesList values = new BytesList();
    ((FieldReader.OfManyBytes) reader).read(event, values);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      texts.add(values.get(i).toString());
    }
    return texts.isEmpty() ? "none" : String.join(" | ", texts);
  }

  @Test
  void eachFieldHasItsValues() {
    List<String> wrong = new ArrayList<>();
    Set<String> untested = new TreeSet<>();
    fields.classes().getFirst().fields().forEach(field -> untested.add(field.name()));
    for (String line : resource("values.tsv").split("\n")) {
      if (!line.startsWith("#")) {
        String[] cells = line.split("\t", -1);
        untested.remove(cells[1]);
        String value = read(cells[1], cells[2], events.computeIfAbsent(cells[0], AuditFieldsTest::event));
        if (!value.equals(cells[3])) {
          wrong.add(line + " but is " + value);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(Set.of(), untested);
    assertEquals(100, fields.classes().getFirst().fields().size());
  }

  @Test
  void timeForAUriGrowsWithItsLengthOnly() {
    FakeEvent event =
        FakeEvent.of(PLUGIN_EVENT, 1, "{\"auditID\":\"a\",\"requestURI\":\"/x?" + "&".repeat(3_000_000) + "c=sh\"}");
    assertEquals("sh", assertTimeoutPreemptively(Duration.ofSeconds(60), () -> read("ka.uri.param", "c", event)));
  }

  @Test
  void longListTakesLittleMemory() {
    String verbs = "\"\\n\",".repeat(250_000) + "\"get\"";
    FakeEvent event =
        FakeEvent.of(PLUGIN_EVENT, 1, "{\"auditID\":\"a\",\"requestObject\":{\"rules\":[{\"verbs\":[" + verbs + "]}]}}");
    FieldReader.OfManyBytes reader = (FieldReader.OfManyBytes) fields.reader(field("ka.req.role.rules.verbs"), null);
    ((FieldReader.OfBytes) fields.reader(field("ka.auditid"), null)).read(event);
    BytesList values = new BytesList();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    reader.read(event, values);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(250_001, values.size());
    assertEquals("\n", values.get(0).toString());
    assertEquals("get", values.get(250_000).toString());
    assertTrue(bytes < 20_000_000, () -> bytes + " bytes");
  }

  @Test
  void memoryOfALongListIsReleasedAtTheNextEvent() {
    String verbs = "\"\",".repeat(5_000) + "\"get\"";
    FieldReader.OfManyBytes reader = (FieldReader.OfManyBytes) fields.reader(field("ka.req.role.rules.verbs"), null);
    BytesList values = new BytesList();
    reader.read(
        FakeEvent.of(PLUGIN_EVENT, 1, "{\"auditID\":\"a\",\"requestObject\":{\"rules\":[{\"verbs\":[" + verbs + "]}]}}"), values);
    WeakReference<Bytes> element = new WeakReference<>(values.get(4_000));
    values.clear();
    reader.read(event("role"), values);
    ConditionWait.until(() -> {
      System.gc();
      return element.get() == null;
    });
    assertTrue(values.size() > 0);
  }

  @Test
  void wrongArgumentIsExplained() {
    assertEquals(
        "ka.sourceips needs a number in brackets, not 'x'",
        assertThrows(IllegalArgumentException.class, () -> fields.reader(field("ka.sourceips"), "x")).getMessage());
    assertEquals(
        "ka.uri.param needs an argument in brackets",
        assertThrows(IllegalArgumentException.class, () -> fields.reader(field("ka.uri.param"), null)).getMessage());
  }
}
