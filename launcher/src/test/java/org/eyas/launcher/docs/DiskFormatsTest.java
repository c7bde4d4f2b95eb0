package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/formats.md lists all files that the program writes, and the versions of those that another version reads. */
class DiskFormatsTest {
  private static final Pattern VERSION = Pattern.compile("`(\\w+)\\.([A-Z_]+) = ([^`]+)`");
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)(?:\\.[A-Z_]+ = [^`]+)?`");
  private static final Pattern WRITES =
      Pattern.compile(
          "Files\\.(?:write|writeString|newOutputStream|newBufferedWriter|move|createSymbolicLink|createFile|copy)\\("
              + "|StandardOpenOption\\.(?:WRITE|APPEND)|new RandomAccessFile\\(|new FileOutputStream\\(|new FileWriter\\(");

  private static String page = "";
  private static final Map<String, String> SOURCES = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(Documents.ROOT.resolve("docs/formats.md"));
    ProgramSources.all().forEach((path, source) -> SOURCES.put(ProgramSources.className(path), source));
  }

  private static Set<String> named() {
    return CLASS.matcher(page).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void versionsAreThoseOfTheCode() {
    List<MatchResult> versions = VERSION.matcher(page).results().toList();
    assertTrue(versions.size() > 15, versions.size() + " versions");
    assertEquals(
        List.of(),
        versions.stream().filter(each -> !isInCode(each.group(1), each.group(2) + " = " + each.group(3) + ";"))
            .map(each -> each.group()).toList(),
        "a format that changes has a new version, a row that says so, and a test that reads the version before it");
  }

  private static boolean isInCode(String className, String text) {
    return SOURCES.getOrDefault(className, "").contains(" " + text);
  }

  @Test
  void everyClassThatWritesFilesIsListed() {
    Set<String> writing = new TreeSet<>();
    SOURCES.forEach((name, source) -> {
      if (WRITES.matcher(ProgramSources.withoutCommentsAndTexts(source)).find()) {
        writing.add(name);
      }
    });
    assertTrue(writing.size() > 30, writing.size() + " classes");
    writing.removeAll(named());
    assertEquals(Set.of(), writing, "add them to docs/formats.md: another version may read their files");
  }

  @Test
  void theClassesAndTestsExist() throws IOException {
    Set<String> unknown = named();
    unknown.removeAll(SOURCES.keySet());
    for (Path tests : ProgramSources.foldersOfModules("src/test")) {
      try (Stream<Path> files = Files.walk(tests)) {
        files.filter(file -> file.toString().endsWith(".java")).map(file -> ProgramSources.className(file.toString()))
            .forEach(unknown::remove);
      }
    }
    assertEquals(Set.of(), unknown);
  }

  @Test
  void everyReleaseHasFilesOfTheSameFormats() throws IOException {
    Map<String, Set<String>> formats = new TreeMap<>();
    for (Path released : ProgramSources.foldersOfModules("src/test/released")) {
      try (Stream<Path> folders = Files.walk(released, 2)) {
        folders.filter(folder -> folder.getNameCount() == released.getNameCount() + 2)
            .forEach(folder -> formats.computeIfAbsent(String.valueOf(folder.getFileName()), _ -> new TreeSet<>())
                .add(String.valueOf(folder.getParent().getFileName())));
      }
    }
    assertTrue(formats.size() >= 13, formats::toString);
    Set<String> newest = Set.of(formats.values().stream().flatMap(Set::stream).max(String::compareTo).orElseThrow());
    formats.values().removeIf(versions -> versions.containsAll(newest));
    assertEquals(Map.of(), formats, "write them with -Deyas.released=" + newest + ": docs/releases.md");
  }
}
