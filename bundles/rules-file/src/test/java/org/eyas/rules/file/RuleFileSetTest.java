package org.eyas.rules.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileSetTest {
  @TempDir Path folder;

  @BeforeEach
  void fill() throws IOException {
    write("b.yaml", "b");
    write("a.yml", "a");
    write("notes.txt", "no rules");
    Files.createDirectory(folder.resolve("c.yaml"));
    Files.createDirectory(folder.resolve("empty"));
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private static List<String> contents(List<RuleDocument> documents) {
    return documents.stream().map(RuleDocument::content).toList();
  }

  @Test
  void readsTheYamlFilesOfADirectoryByName() throws RuleReadException {
    List<RuleDocument> documents = new RuleFileSet(List.of(folder.toString()), true, 32_768).documents();
    assertEquals(List.of("a", "b"), contents(documents));
    assertEquals(at("a.yml"), documents.getFirst().name());
  }

  @Test
  void keepsTheOrderInWhichFilesAreNamed() throws RuleReadException {
    assertEquals(
        List.of("b", "a"), contents(new RuleFileSet(List.of(at("b.yaml"), at("a.yml")), true, 32_768).documents()));
  }

  @Test
  void refusesAMissingFileThatWasAskedFor() {
    RuleFileSet files = new RuleFileSet(List.of(at("b.yaml"), at("none.yaml")), true, 32_768);
    RuleReadException e = assertThrows(RuleReadException.class, files::documents);
    assertEquals("Could not open file " + at("none.yaml") + " for reading: no such file", e.getMessage());
    assertEquals(at("none.yaml"), e.document());
  }

  @Test
  void skipsWhatAConfigurationNamesAndIsNotThere() throws RuleReadException {
    RuleFileSet files = new RuleFileSet(List.of(at("none.yaml"), at("empty"), at("notes.txt"), at("b.yaml")), false, 32_768);
    assertEquals(List.of("b"), contents(files.documents()));
  }

  @Test
  void refusesADirectoryWithoutRulesThatWasAskedFor() {
    RuleFileSet files = new RuleFileSet(List.of(at("empty")), true, 32_768);
    RuleReadException e = assertThrows(RuleReadException.class, files::documents);
    assertEquals("Directory " + at("empty") + " holds no rule files (*.yaml, *.yml)", e.getMessage());
  }

  @Test
  void readsAnewEachTime() throws RuleReadException, IOException {
    RuleFileSet files = new RuleFileSet(List.of(at("b.yaml")), true, 32_768);
    files.documents();
    write("b.yaml", "changed");
    assertEquals(List.of("changed"), contents(files.documents()));
  }

  @Test
  void readsBytesThatAreNoUtf8() throws RuleReadException, IOException {
    Files.write(folder.resolve("b.yaml"), new byte[] {'x', (byte) 0xff});
    assertEquals(
        List.of("x\ufffd"), contents(new RuleFileSet(List.of(at("b.yaml")), true, 32_768).documents()));
  }

  @Test
  void aFileThatIsTooLargeIsNotReadToItsEnd() throws IOException {
    Files.writeString(folder.resolve("b.yaml"), "x".repeat(2_049));
    RuleReadException e =
        assertThrows(RuleReadException.class, new RuleFileSet(List.of(at("b.yaml")), true, 2)::documents);
    assertEquals(
        "The rules file " + at("b.yaml") + " has more than 2 KB (eyas.rules.limits.file_kb allows more)", e.getMessage());
    assertThrows(RuleReadException.class, new RuleFileSet(List.of("/dev/zero"), true, 2)::documents);
  }

  @Test
  void aFileThatIsReadCanBeSavedAndNoOther() throws Exception {
    RuleFileSet files = new RuleFileSet(List.of(folder.toString()), true, 32_768);
    files.save(files.documents().getFirst(), "changed");
    assertEquals("changed", Files.readString(folder.resolve("a.yml")));
    RefusedException changed =
        assertThrows(RefusedException.class, () -> files.save(new RuleDocument(at("b.yaml"), "a"), "c"));
    assertTrue(changed.getMessage().contains("has been changed by somebody else"), changed::getMessage);
    RefusedException other =
        assertThrows(RefusedException.class, () -> files.save(new RuleDocument(at("notes.txt"), "no rules"), "c"));
    assertEquals(at("notes.txt") + " is not one of the rule files that the engine reads", other.getMessage());
  }

  @Test
  void addsAFileToTheLastDirectoryAndReplacesNone() throws Exception {
    RuleFileSet files = new RuleFileSet(List.of(folder.toString(), at("empty"), at("none")), false, 32_768);
    assertEquals(at("empty/z.yaml"), files.create("z.yaml", "z"));
    assertEquals(List.of("a", "b", "z"), contents(files.documents()));
    RefusedException e = assertThrows(RefusedException.class, () -> files.create("z.yaml", "other"));
    assertEquals(at("empty/z.yaml") + " exists already", e.getMessage());
    assertEquals(List.of("a", "b", "z"), contents(files.documents()));
    try (Stream<Path> left = Files.list(folder.resolve("empty"))) {
      assertEquals(1, left.filter(Files::isRegularFile).count(), "no temporary file stays");
    }
  }

  @Test
  void addsNoFileWithoutADirectory() {
    RuleFileSet files = new RuleFileSet(List.of(at("b.yaml")), false, 32_768);
    assertThrows(RefusedException.class, () -> files.create("z.yaml", "z"));
  }

  @Test
  void removesAFileThatNobodyHasChanged() throws Exception {
    RuleFileSet files = new RuleFileSet(List.of(folder.toString()), true, 32_768);
    assertThrows(RefusedException.class, () -> files.delete(new RuleDocument(at("b.yaml"), "before")));
    assertThrows(RefusedException.class, () -> files.delete(new RuleDocument(at("notes.txt"), "no rules")));
    files.delete(new RuleDocument(at("b.yaml"), "b"));
    assertEquals(List.of("a"), contents(files.documents()));
    assertTrue(Files.exists(folder.resolve("notes.txt")));
  }

  @Test
  void aFolderThatExistsMayBeEmptyAndAMissingFileMayNot() throws Exception {
    Path rules = Files.createDirectory(folder.resolve("empty.d"));
    assertTrue(new RuleFileSet(List.of("/no/such/file.yaml", rules.toString()), false, 100).namesFolder());
    assertFalse(new RuleFileSet(List.of("/no/such/file.yaml", "/no/such/folder"), false, 100).namesFolder());
  }
}
