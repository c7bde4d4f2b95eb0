package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.source.LossCause;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.junit.jupiter.api.Test;

class ProbeCountersTest {
  private static final int CLOSE = 5;
  private static final int CLOSE_RANGE = 451;

  private final Collection<EventRecipe> recipes = new RecipeTable(SyscallNumbers.of("amd64")).byPlace().values();

  @Test
  void theTypesOfACauseAreThoseThatTheProbeCountsUnderIt() {
    Map<LossCause, Set<Integer>> types = ProbeCounters.lossTypes(recipes);
    assertEquals(Set.of(CLOSE, CLOSE_RANGE), types.get(LossCause.BUFFER_CLOSE));
    Set<Integer> all = new TreeSet<>();
    types.values().forEach(all::addAll);
    Set<Integer> written = new TreeSet<>();
    recipes.forEach(recipe -> written.add(recipe.event()));
    assertEquals(written, all);
    assertTrue(types.keySet().stream().allMatch(LossCause::isBuffer), "all other losses can be of any type");
  }
}
