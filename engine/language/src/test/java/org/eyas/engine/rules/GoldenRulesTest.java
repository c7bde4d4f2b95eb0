package org.eyas.engine.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.engine.rules.condition.GoldenCase;
import org.eyas.engine.rules.document.LoadCode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The results for rule files: each {@link GoldenCase} has the report and the rules in {@code expected.txt}; some have the
 * whole output of {@code -V -L} in {@code expected.json}. With {@code -Deyas.golden=write}, they are written and not
 * compared.
 */
class GoldenRulesTest {
  /** No item of a rule file causes these: Falco has them for programs that embed its engine and add kinds of items. */
  private static final Set<LoadCode> FOR_EMBEDDERS =
      EnumSet.of(LoadCode.LOAD_ERR_EXTENSION, LoadCode.LOAD_WARNING_EXTENSION);

  @TestFactory
  Stream<DynamicTest> reportsWhatTheFolderExpects() throws IOException {
    return GoldenCase.all().stream().map(each -> dynamicTest(each.name(), () -> check(each)));
  }

  private static void check(GoldenCase each) throws IOException {
    compare(each.folder().resolve("expected.txt"), each.text());
    if (Files.exists(each.folder().resolve("expected.json"))) {
      compare(each.folder().resolve("expected.json"), each.json());
    }
  }

  private static void compare(Path expected, String found) throws IOException {
    if (System.getProperty("eyas.golden", "").equals("write")) {
      Files.writeString(expected, found);
    }
    assertEquals(Files.readString(expected), found, expected.toString());
  }

  @Test
  void everyCodeHasAFolderWithACase() throws IOException {
    Set<LoadCode> missing = EnumSet.allOf(LoadCode.class);
    missing.removeAll(FOR_EMBEDDERS);
    for (GoldenCase each : GoldenCase.all()) {
      String topic = each.name().substring(0, each.name().indexOf('/'));
      String expected = GoldenCase.read(each.folder().resolve("expected.txt"));
      missing.removeIf(code -> topic.equals(code.name()) && expected.contains("\n" + code + " (" + code.label()));
      assertFalse(topic.startsWith("LOAD_") && !expected.contains(topic), each.name() + " does not show its code");
    }
    assertEquals(Set.of(), missing);
  }
}
