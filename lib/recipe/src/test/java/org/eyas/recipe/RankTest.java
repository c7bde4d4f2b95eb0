package org.eyas.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RankTest {
  private final Recipes recipes = new Recipes(SyscallNumbers.of("amd64"));

  @Test
  void everyNameOfTheTableIsThatOfARecipe() {
    Set<String> known = recipes.byPlace().values().stream().map(Recipe::syscall).collect(Collectors.toSet());
    List<String> unknown =
        TsvResource.read("ranks.tsv").stream().map(row -> row[0]).filter(name -> !known.contains(name)).toList();
    assertEquals(List.of(), unknown);
  }

  @Test
  void callsThatChangePrivilegesAreMoreImportantThanOpens() {
    assertEquals(Rank.URGENT, Rank.of("setuid"));
    assertEquals(Rank.URGENT, Rank.of("@exec"));
    assertEquals(Rank.UPKEEP, Rank.of("close"));
    assertEquals(Rank.BULK, Rank.of("openat"));
    assertEquals(Rank.BULK, Rank.of("io_uring_enter"));
  }
}
