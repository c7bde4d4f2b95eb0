package org.eyas.engine.field.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eyas.api.field.FieldDefinition;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;

final class SyscallFieldsTest {
  private static final Set<String> OWN = Set.of("proc.tree.pid", "proc.relay.connection", "proc.relay.exepath", "proc.relay.pid",
      "proc.pipe.stdin", "proc.pipe.stdout");

  private static final List<FieldDefinition> ALL = SyscallFields.providers().stream()
      .flatMap(provider -> provider.classes().stream()).flatMap(c -> c.fields().stream()).toList();

  @Test
  void offersEveryFieldOfFalcoWithItsType() throws IOException {
    Map<String, String> wanted = listed(SharedFiles.require("facts/fields.md"));
    Map<String, String> offered =
        ALL.stream().filter(f -> !f.name().startsWith("file.") && !OWN.contains(f.name()))
            .collect(Collectors.toMap(FieldDefinition::name, f -> f.type().name().toLowerCase(Locale.ROOT)));
    assertEquals(new TreeSet<>(wanted.keySet()), new TreeSet<>(offered.keySet()));
    wanted.forEach((name, type) -> assertEquals(type, offered.get(name), name));
    assertEquals(233, offered.size());
  }

  private static Map<String, String> listed(Path facts) throws IOException {
    Map<String, String> types = new HashMap<>();
    for (String line : Files.readAllLines(facts)) {
      if (line.startsWith("## container plugin")) {
        return types;
      }
      String[] cells = line.split("\\|");
      if (cells.length > 3 && cells[1].strip().matches("(evt|syscall|proc|thread|user|group|fd|fdlist|fs|util)\\..*")) {
        String name = cells[1].strip();
        String type = cells[2].strip();
        if (!type.startsWith("cond")) {
          types.put(name, type);
        }
      }
    }
    return types;
  }

  @Test
  void describesEachFieldInOneSentence() {
    for (FieldDefinition field : ALL) {
      assertTrue(field.description().endsWith("."), field.name());
      assertFalse(field.description().isBlank(), field.name());
    }
  }

  @Test
  void eachNameIsUnique() {
    Set<String> names = ALL.stream().map(FieldDefinition::name).collect(Collectors.toSet());
    assertEquals(ALL.size(), names.size());
  }
}
