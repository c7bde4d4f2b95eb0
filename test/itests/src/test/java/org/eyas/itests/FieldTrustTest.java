package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/field-trust.md says for each field whose word it is, once. */
class FieldTrustTest {
  private static final Pattern NAME = Pattern.compile("`([a-z0-9_.*]+)`");

  // The first cells of the second table: names, in which a star stands for any characters.
  private static List<String> documented() throws Exception {
    List<String> names = new ArrayList<>();
    boolean isTable = false;
    for (String line : Files.readAllLines(Path.of("../../docs/field-trust.md"))) {
      isTable = line.startsWith("| fields |") || isTable && line.startsWith("|");
      if (isTable) {
        NAME.matcher(line.split("\\|")[1]).results().map((MatchResult name) -> name.group(1)).forEach(names::add);
      }
    }
    return names;
  }

  private static boolean covers(String name, String field) {
    return field.matches(name.replace(".", "\\.").replace("*", ".*"));
  }

  // A row that names a field counts before one that covers it with a star.
  private static List<String> rowsOf(String field, List<String> documented) {
    List<String> exact = documented.stream().filter(field::equals).toList();
    return exact.isEmpty() ? documented.stream().filter(name -> covers(name, field)).toList() : exact;
  }

  @Test
  void eachFieldStandsInOneRow() throws Exception {
    List<String> documented = documented();
    List<String> wrong = new ArrayList<>();
    Program.Result listed = Program.eyas("--list=syscall", "-N").run();
    List<String> fields = listed.out().lines().toList();
    assertEquals(true, fields.size() > 200, listed::err);
    for (String field : fields) {
      List<String> rows = rowsOf(field, documented);
      if (rows.size() != 1) {
        wrong.add(field + " " + rows);
      }
    }
    assertEquals(List.of(), wrong);
    List<String> unknown =
        documented.stream()
            .filter(name -> !name.startsWith("k8smeta.") && fields.stream().noneMatch(field -> covers(name, field)))
            .toList();
    assertEquals(List.of(), unknown);
  }
}
