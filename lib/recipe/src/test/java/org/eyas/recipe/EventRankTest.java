package org.eyas.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.common.TsvTable;
import org.junit.jupiter.api.Test;

class EventRankTest {
  private final RecipeTable recipes = new RecipeTable(SyscallNumbers.of("amd64"));

  @Test
  void everyNameOfTheTableIsThatOfARecipe() {
    Set<String> known = recipes.byPlace().values().stream().map(EventRecipe::syscall).collect(Collectors.toSet());
    List<String> unknown =
        TsvTable.rows(RecipeTable.class, "ranks.tsv").stream().map(row -> row[0]).filter(name -> !known.contains(name)).toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void callsThatChangePrivilegesAreMoreImportantThanOpens() {
    assertEquals(EventRank.URGENT, EventRank.of("setuid"));
    assertEquals(EventRank.URGENT, EventRank.of("@exec"));
    assertEquals(EventRank.UPKEEP, EventRank.of("close"));
    assertEquals(EventRank.BULK, EventRank.of("openat"));
    assertEquals(EventRank.BULK, EventRank.of("io_uring_enter"));
  }
}
