package org.eyas.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.common.TsvTable;
import org.junit.jupiter.api.Test;

class RecipeTableTest {
  private static final Path EVENTS =
      Path.of("../../engine/event/src/main/resources/org/eyas/engine/schema/events.tsv").toAbsolutePath();
  private static final Map<String, Integer> WIDTHS =
      Map.ofEntries(
          Map.entry("ERRNO", 8), Map.entry("FD", 8), Map.entry("PID", 8), Map.entry("INT64", 8),
          Map.entry("UINT64", 8), Map.entry("RELTIME", 8), Map.entry("ABSTIME", 8), Map.entry("INT32", 4),
          Map.entry("UINT32", 4), Map.entry("FLAGS32", 4), Map.entry("ENUMFLAGS32", 4), Map.entry("UID", 4),
          Map.entry("GID", 4), Map.entry("MODE", 4), Map.entry("SIGSET", 4), Map.entry("INT16", 2),
          Map.entry("UINT16", 2), Map.entry("FLAGS16", 2), Map.entry("ENUMFLAGS16", 2), Map.entry("SYSCALLID", 2),
          Map.entry("INT8", 1), Map.entry("UINT8", 1), Map.entry("FLAGS8", 1), Map.entry("ENUMFLAGS8", 1),
          Map.entry("SIGTYPE", 1));

  private final RecipeTable recipes = new RecipeTable(SyscallNumbers.of("amd64"));

  // id and widths of parameters, by code
  private static Map<Integer, Map.Entry<String, List<Integer>>> eventTable() throws IOException {
    Map<Integer, Map.Entry<String, List<Integer>>> events = new HashMap<>();
    List<String> lines = Files.readAllLines(EVENTS);
    List<String> columns = List.of(lines.getFirst().split("\t", -1));
    int params = columns.indexOf(columns.stream().filter(name -> name.startsWith("params")).findFirst().orElseThrow());
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split("\t", -1);
      List<Integer> widths = new ArrayList<>();
      for (String param : row[params].split(" ")) {
        if (!param.isEmpty()) {
          widths.add(WIDTHS.getOrDefault(param.split(":")[1], 0));
        }
      }
      events.put(Integer.parseInt(row[0]), Map.entry(row[1], widths));
    }
    return events;
  }

  @Test
  void everyRecipeWritesTheParametersOfTheEventTable() throws IOException {
    Map<Integer, Map.Entry<String, List<Integer>>> table = eventTable();
    List<String> differences = new ArrayList<>();
    for (String[] row : TsvTable.rows(RecipeTable.class, "recipes.tsv")) {
      assertEquals(row[2], table.get(Integer.parseInt(row[1])).getKey(), "event of " + row[0]);
    }
    for (EventRecipe recipe : recipes.byPlace().values()) {
      List<Integer> wanted = table.get(recipe.event()).getValue();
      if (!recipe.widths().equals(wanted)) {
        differences.add(recipe.syscall() + " writes " + recipe.widths() + ", the table has " + wanted);
      }
    }
    assertEquals("", String.join("\n", differences));
  }

  @Test
  void everySystemCallOfBothArchitecturesHasARecipe() {
    for (String arch : List.of("amd64", "aarch64")) {
      SyscallNumbers numbers = SyscallNumbers.of(arch);
      Map<Integer, EventRecipe> places = new RecipeTable(numbers).byPlace();
      numbers.all().forEach((name, number) -> assertTrue(places.containsKey(number), name + " on " + arch));
    }
  }

  @Test
  void stepsUseOnlyTheirProgramsClasses() {
    for (EventRecipe recipe : recipes.byPlace().values()) {
      for (RecipeStep step : recipe.steps()) {
        assertTrue(
            classes(recipe.program()).contains(step.kind().code() >> 4),
            recipe.syscall() + ": its program has no step " + step.kind());
      }
    }
  }

  // Kinds are numbered in groups of 16 (simple: 0, plain: 1, process: 4 and 5, details: 6).
  private static Set<Integer> classes(EventRecipe.Program program) {
    return switch (program) {
      case PLAIN -> Set.of(0, 1, 6);
      case FILES -> Set.of(0, 2);
      case NETWORK, MESSAGES -> Set.of(0, 1, 3);
      case PROCESS, LIFE -> Set.of(0, 4, 5);
    };
  }

  @Test
  void thirtyTwoBitCallsHaveTheirSixtyFourBitNumbers() {
    Map<Integer, Integer> compat = SyscallNumbers.of("amd64").compat();
    assertEquals(2, compat.get(5), "open");
    assertEquals(59, compat.get(11), "execve");
    assertEquals(257, compat.get(295), "openat");
    assertEquals(9, compat.get(192), "mmap2 is mmap");
  }
}
