package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/evasions.md names every evasion that the live tests perform, no other, and says how many there are. */
class EvasionDocsTest {
  private static final Path TESTS = Documents.ROOT.resolve("test/itests/src/test/resources/org/eyas/itests/evasions");
  private static final Pattern ACTIONS = Pattern.compile("ACTIONS = \\[([^]]+)]");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  private final String page = read(Documents.ROOT.resolve("docs/evasions.md"));
  private final Set<String> actions = actions();
  private final List<String> ways = rows("ways.tsv");
  private final List<String> names = rows("names.tsv");

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> actions() {
    Matcher list = ACTIONS.matcher(read(TESTS.resolve("evasions.py")));
    assertTrue(list.find());
    return new TreeSet<>(Arrays.asList(list.group(1).split(",\\s*")));
  }

  private static List<String> rows(String table) {
    return read(TESTS.resolve(table)).lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t")[0]).toList();
  }

  // The cells in this column of the tables below a heading.
  private List<String> cells(String heading, int column) {
    String chapter = page.substring(page.indexOf(heading));
    String table = chapter.substring(0, chapter.indexOf("\n\n**"));
    return table.lines().filter(line -> line.startsWith("| ")).skip(1).map(line -> line.split(" \\| ")[column]).toList();
  }

  private static Set<String> named(List<String> cells) {
    Set<String> named = new TreeSet<>();
    cells.forEach(cell -> NAME.matcher(cell).results().forEach(name -> named.add(name.group(1))));
    return named;
  }

  @Test
  void everyEvasionOfTheLiveTestsIsInTheTableOfWhatIsSeen() {
    Set<String> known = new HashSet<>(names);
    known.addAll(actions);
    known.addAll(ways);
    Set<String> seen = named(cells("## What is seen", 2));
    assertTrue(known.containsAll(seen), () -> seen + " names something that no test performs");
    assertTrue(seen.containsAll(actions), () -> "of " + actions + " only " + seen);
    assertTrue(seen.containsAll(names), () -> "of " + names + " only " + seen);
  }

  @Test
  void everyWayOfTheLiveTestsIsInTheTableOfRules() {
    Set<String> tested = named(cells("## What raises a rule", 3));
    tested.remove("SelfWatchTest");
    assertEquals(new TreeSet<>(ways), tested);
  }

  @Test
  void theNumbersAreTrue() {
    List<String> rows = cells("## What is seen", 1);
    long unseen = rows.stream().filter(cell -> cell.contains("**")).count();
    long untried = cells("## What is seen", 2).stream().filter(cell -> cell.startsWith("not tried")).count();
    String sum =
        ("The tests perform %d evasions: %d actions, %d ways to do what a rule watches for and %d ways to hide a name. The"
            + " first table has %d rows, %d of them with a part that rules do not see, and %d that are not tried.")
            .formatted(actions.size() + ways.size() + names.size(), actions.size(), ways.size(), names.size(), rows.size(),
                unseen,
                untried);
    assertTrue(page.replace('\n', ' ').contains(sum), sum);
  }
}
