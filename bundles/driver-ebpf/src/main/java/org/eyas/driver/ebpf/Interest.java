package org.eyas.driver.ebpf;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eyas.driver.ebpf.recipe.Recipe;

/** Which system calls are traced: those whose events the engine wants. */
final class Interest {
  private final Map<Integer, Recipe> recipes;

  Interest(Map<Integer, Recipe> recipes) {
    this.recipes = recipes;
  }

  /** The places of the recipes of events; of all where none is named. */
  Set<Integer> places(Set<Integer> eventCodes) {
    Set<Integer> places = new HashSet<>();
    recipes.forEach(
        (place, recipe) -> {
          if (eventCodes.isEmpty() || eventCodes.contains(recipe.event())) {
            places.add(place);
          }
        });
    return places;
  }
}
