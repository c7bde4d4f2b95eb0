package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text that people read contains a phrase of {@code wording.tsv}: see docs/STYLE.md. */
class WordingTest {
  /** The folders of modules whose comments are covered too. */
  private static final Stream<String> MODULES =
      Stream.of("api", "lib", "engine", "bundles", "launcher", "fleet", "examples", "test/testkit", "test/bench");

  /** To cover only the messages of another module, add its sources here, or files of another kind with their ending. */
  private static final List<TextRoot> ROOTS =
      Stream.concat(
          Stream.of(
              TextRoot.markdown("docs"),
              TextRoot.markdown("README.md"),
              TextRoot.markdown("CONTRIBUTING.md"),
              TextRoot.markdown("SECURITY.md"),
              TextRoot.whole("bundles/config/src/main/resources", ".tsv"),
              TextRoot.whole("bundles/rules-default/src/main/resources", ".yaml"),
              TextRoot.whole("bundles/rules-sigma/src/main/resources", ".yaml"),
              TextRoot.whole("dist/src/main/dist/lib", ".sh"),
              TextRoot.whole("bundles/console/src/main/resources", ".html"),
              TextRoot.whole("bundles/console/src/main/resources", ".js")),
          MODULES.map(TextRoot::javaWithComments))
          .toList();

  /** They quote the phrases. */
  private static final Set<String> NOT_COVERED =
      Set.of("docs/STYLE.md", "launcher/src/test/java/org/eyas/launcher/docs/WordingTest.java");

  private final List<Wording> table;

  WordingTest() throws IOException {
    table = Wording.table();
  }

  @Test
  void noTextContainsABannedPhrase() throws IOException {
    List<String> findings = new ArrayList<>();
    for (TextRoot root : ROOTS) {
      List<Path> files = root.files();
      assertNotEquals(List.of(), files, root.path());
      for (Path file : files) {
        if (!NOT_COVERED.contains(Documents.name(file))) {
          String texts = root.texts().apply(Files.readString(file));
          findings(texts).forEach(finding -> findings.add(Documents.name(file) + ": " + finding));
        }
      }
    }
    assertEquals("", String.join("\n", findings));
  }

  private List<String> findings(String text) {
    return table.stream().flatMap(wording -> wording.findings(text).stream()).toList();
  }

  @Test
  void everyPhraseFindsItsExample() {
    assertTrue(table.size() > 20, () -> table.size() + " phrases");
    for (Wording wording : table) {
      assertEquals(1, wording.findings(wording.example()).size(), wording::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "There is no file.",
          "It is no longer true.",
          "If there is no room, the alert is dropped.",
          "The cost is no more than 2 %.",
          "The reader must not fall behind the kernel.",
          "The server is behind a firewall.",
          "It goes on the heap.",
          "The words `behind the` are code.",
          "three deep"
      })
  void ordinarySentencesAreNotFound(String sentence) {
    assertEquals(List.of(), findings(Documents.prose(sentence)));
  }

  @Test
  void textsOfJavaAreItsStringLiterals() {
    String source =
        """
        // is "no" text
        /* nor "this" */
        String a = "one " // where it
            + "text";
        char c = '"';
        String b = "a \\"quoted\\" word";
        """;
    assertEquals("\n|\none \n|\ntext\n|\na \\\"quoted\\\" word", TextRoot.literals(source));
    assertEquals("\n|\none text", TextRoot.literals("\"one \"\n    + \"text\""));
  }

  @Test
  void commentsOfJavaAreTextsWithoutTheirMarksAndCode() {
    String comments =
        TextRoot.comments(
            """
            /**
             * The event {@code behind the}
             * alert.
             */
            String a = "// no comment";
              // It is no
              // number.
            """);
    assertEquals("The event alert. | It is no number.", comments.replaceAll("\\s+", " ").strip());
  }
}
