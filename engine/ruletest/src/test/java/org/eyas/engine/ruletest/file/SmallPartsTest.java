package org.eyas.engine.ruletest.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.event.EventFlag;
import org.eyas.engine.ruletest.TestBench;
import org.eyas.engine.ruletest.TestSuiteRunner;
import org.eyas.engine.ruletest.report.TestFileResult;
import org.eyas.engine.schema.EventSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallPartsTest {
  @TempDir private Path folder;

  @Test
  void aStarStandsForAnything() {
    assertTrue(new WildcardText("a*c*e").matches("abcde"));
    assertTrue(new WildcardText("*").matches(""));
    assertTrue(new WildcardText("a?[b]").matches("a?[b]"));
    assertTrue(new WildcardText("ab*ab").matches("abab"));
    assertFalse(new WildcardText("ab*ab").matches("ab"));
    assertFalse(new WildcardText("ab*ab").matches("aba"));
    assertFalse(new WildcardText("abc").matches("abcd"));
    assertFalse(new WildcardText("a*b*b").matches("axb"));
  }

  @Test
  void everyEventNameHasACurrentType() {
    for (String name : EventSchema.current().names()) {
      boolean gone =
          EventSchema.current().named(name).stream()
              .allMatch(type -> type.is(EventFlag.OLD_VERSION) || type.is(EventFlag.UNUSED));
      assertEquals(!gone, NamedEventTypes.named(name).isPresent(), name);
    }
    assertEquals("SYSCALL_OPENAT_2_X", NamedEventTypes.named("openat").orElseThrow().type().id());
    assertEquals("PROCEXIT_1_E", NamedEventTypes.named("procexit").orElseThrow().type().id());
    assertEquals("GENERIC_X", NamedEventTypes.named("sethostname").orElseThrow().type().id());
  }

  @Test
  void findsTestFilesInFoldersByNameAndAcceptsAnyFile() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    List<String> names = List.of("a/x_test.yaml", "a/b/y-test.yml", "a/b/z.tests.yaml", "a/rules.yaml", "a/latest.yaml");
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
    List<String> found =
        TestFileFinder.expand(List.of(folder.toString(), folder + "/a/rules.yaml", folder + "/a/x_test.yaml")).stream()
            .map(path -> folder.relativize(path).toString())
            .toList();
    assertEquals(List.of("a/b/y-test.yml", "a/b/z.tests.yaml", "a/x_test.yaml", "a/rules.yaml"), found);
    Files.createDirectory(folder.resolve("empty"));
    IOException none = assertThrows(IOException.class, () -> TestFileFinder.expand(List.of(folder + "/empty")));
    assertTrue(none.getMessage().endsWith("no tests in it; files of tests are named *_test.yaml"), none.getMessage());
  }

  @Test
  void fiveHundredTestsTakeLittleTime() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), rules());
    StringBuilder tests = new StringBuilder("rules: rules.yaml\ntests:\n");
    for (int i = 0; i < 500; i++) {
      tests.append("  - name: t").append(i).append("\n    events: [{evt.type: execve, proc.name: p").append(i % 50);
      tests.append("}]\n    expect: [r").append(i % 50).append("]\n");
    }
    Path file = folder.resolve("many_test.yaml");
    Files.writeString(file, tests);
    long start = System.nanoTime();
    TestFileResult result = new TestSuiteRunner(TestBench.create(), true).run(List.of(file.toString())).getFirst();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("500 tests over 50 rules: %.2f s%n", seconds);
    assertTrue(result.passed(), result::toString);
    assertEquals(500, result.tests().size());
    // The limit is far above the expected time: a busy machine must not exceed it, a quadratic loop must.
    assertTrue(seconds < 20, "took " + seconds + " s");
  }

  private static String rules() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      rules.append("- {rule: r").append(i).append(", desc: d, output: x, priority: INFO, condition: ");
      rules.append("'evt.type in (execve, execveat) and proc.name = p").append(i).append("'}\n");
    }
    return rules.toString();
  }
}
