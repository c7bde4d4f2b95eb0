package org.eyas.engine.field;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eyas.api.event.Event;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldProvider;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;

/** Every field, including hidden ones, has a value for at least one real event. */
class EveryFieldAnswersTest {
  private static final Map<String, String> ARGUMENTS =
      Map.of(
          "evt.type.is", "openat", "evt.arg", "fd", "evt.rawarg", "fd", "evt.abspath", "src", "thread.cgroup", "cpu");

  /** Fields without a value in these captures, with the reason. */
  private static final Map<String, String> SILENT =
      Map.ofEntries(
          entry("evt.pluginname", "there is no event of a plugin"),
          entry("evt.plugininfo", "there is no event of a plugin"),
          entry("evt.infra.docker.name", "there is no INFRASTRUCTURE_EVENT_E"),
          entry("evt.infra.docker.container.id", "there is no INFRASTRUCTURE_EVENT_E"),
          entry("evt.infra.docker.container.name", "there is no INFRASTRUCTURE_EVENT_E"),
          entry("evt.infra.docker.container.image", "there is no INFRASTRUCTURE_EVENT_E"),
          entry("fd.cip.name", "a name is known once a rule asked for it"),
          entry("fd.sip.name", "a name is known once a rule asked for it"),
          entry("fd.lip.name", "a name is known once a rule asked for it"),
          entry("fd.rip.name", "a name is known once a rule asked for it"),
          entry("file.attribute", "only the eBPF driver reports details of calls, beside their events"),
          entry("file.attributed", "only the eBPF driver reports details of calls, beside their events"),
          entry("proc.relay.connection", "no relay in the captures has a connection to another machine"));

  /** Parameters whose name another event uses with another type; evt.rawarg has that other type. */
  private static final Set<String> OF_ANOTHER_TYPE =
      Set.of(
          "evt.rawarg.addr UINT64", "evt.rawarg.dev CHARBUF", "evt.rawarg.type CHARBUF", "evt.rawarg.val INT32",
          "evt.rawarg.val UINT64");

  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());

  private static List<FieldDefinition> fields() {
    List<FieldDefinition> all = new ArrayList<>();
    for (FieldProvider provider : SyscallFields.providers()) {
      provider.classes().stream().map(FieldClass::fields).forEach(all::addAll);
    }
    return all;
  }

  private static void forEachEvent(Consumer<Event> listener) throws Exception {
    FieldReplay.forEach(SharedFiles.require("captures/mixed.scap.gz"), listener);
    try (Stream<Path> old = Files.list(SharedFiles.require("captures/old"))) {
      for (Path file : old.filter(path -> path.toString().endsWith(".scap")).sorted().toList()) {
        FieldReplay.forEach(file, listener);
      }
    }
  }

  @Test
  void everyFieldHasAValueInSomeEvent() throws Exception {
    Map<String, FieldPrinter> silent = new LinkedHashMap<>();
    for (FieldDefinition field : fields()) {
      if (!field.is(Flag.FILTER_ONLY)) {
        silent.put(field.name(), new FieldPrinter(catalog.find(field.name(), ARGUMENTS.get(field.name())).orElseThrow()));
      }
    }
    assertEquals(9, fields().size() - silent.size(), "the fields that have two ends or compare with a time");
    forEachEvent(event -> silent.values().removeIf(printer -> printer.appendText(event, new StringBuilder())));
    assertEquals(new TreeSet<>(SILENT.keySet()), new TreeSet<>(silent.keySet()));
  }

  @Test
  void everyParameterHasATextAndAValueOfItsOwnType() throws Exception {
    Map<String, FieldPrinter> printers = new LinkedHashMap<>();
    Set<String> answered = new TreeSet<>();
    Set<String> asked = new TreeSet<>();
    Set<ValueType> types = EnumSet.noneOf(ValueType.class);
    forEachEvent(event -> {
      for (int i = 0; i < Math.min(event.paramCount(), event.type().params().size()); i++) {
        ParamDefinition param = event.type().params().get(i);
        if (event.has(i)) {
          types.add(param.type());
          for (String field : List.of("evt.arg.", "evt.rawarg.")) {
            String use = field + param.name();
            asked.add(use + " " + param.type());
            if (!answered.contains(use + " " + param.type()) && printer(use, printers).appendText(event, new StringBuilder())) {
              answered.add(use + " " + param.type());
            }
          }
        }
      }
    });
    asked.removeAll(answered);
    assertEquals(new TreeSet<>(OF_ANOTHER_TYPE), asked);
    System.out.println("EveryFieldAnswersTest: " + answered.size() + " uses of evt.arg and evt.rawarg, types " + types);
  }

  private FieldPrinter printer(String use, Map<String, FieldPrinter> printers) {
    return printers.computeIfAbsent(use, name -> new FieldPrinter(catalog.find(name, null).orElseThrow()));
  }

  @Test
  void fieldsThatNeedAnArgumentReportThatItIsMissing() {
    for (FieldDefinition field : fields()) {
      if (field.argument().required()) {
        assertThrows(IllegalArgumentException.class, () -> catalog.find(field.name(), null), field.name());
      }
    }
  }
}
