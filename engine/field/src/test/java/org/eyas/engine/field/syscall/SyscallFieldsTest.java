package org.eyas.engine.field.syscall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;

final class SyscallFieldsTest {
  private static final Pattern NAME = Pattern.compile("`([a-z_.]+)`");

  private static final List<FieldDefinition> ALL = fields(_ -> true);

  private static List<FieldDefinition> fields(Predicate<FieldClass> choice) {
    return SyscallFields.providers().stream().flatMap(provider -> provider.classes().stream()).filter(choice)
        .flatMap(each -> each.fields().stream()).toList();
  }

  private static boolean isOfEyas(FieldClass fields) {
    return fields.shortDescription().equals(SyscallFields.EYAS_ONLY);
  }

  @Test
  void offersEveryFieldOfFalcoWithItsType() throws IOException {
    Map<String, String> wanted = listed(SharedFiles.require("facts/fields.md"));
    Map<String, String> offered =
        fields(each -> !isOfEyas(each)).stream()
            .collect(Collectors.toMap(FieldDefinition::name, f -> f.type().name().toLowerCase(Locale.ROOT)));
    assertEquals(new TreeSet<>(wanted.keySet()), new TreeSet<>(offered.keySet()));
    wanted.forEach((name, type) -> assertEquals(type, offered.get(name), name));
    assertEquals(233, offered.size());
  }

  @Test
  void theTableOfTheFieldsOfEyasNamesEachOnce() throws IOException {
    List<String> documented = new ArrayList<>();
    boolean inSection = false;
    for (String line : Files.readAllLines(Path.of("../../docs/rule-language.md"))) {
      inSection = line.equals("### Fields of Eyas") || inSection && !line.startsWith("#");
      if (inSection && line.startsWith("| `")) {
        NAME.matcher(line.split("\\|")[1]).results().map(name -> name.group(1)).forEach(documented::add);
      }
    }
    documented.removeIf(name -> name.startsWith("eyas.")); // a bundle offers it
    assertEquals(
        fields(SyscallFieldsTest::isOfEyas).stream().map(FieldDefinition::name).sorted().toList(),
        documented.stream().sorted().toList());
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
