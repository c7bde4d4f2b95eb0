package org.eyas.recipe;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.CaptureRequest;

/** Selects the recipes of the system calls whose events the engine requests. */
public final class RecipeSelection {
  private static final int GENERIC_EVENT = 1;

  private final Map<Integer, EventRecipe> recipes;

  public RecipeSelection(Map<Integer, EventRecipe> recipes) {
    this.recipes = recipes;
  }

  /**
   * The places of the recipes for the requested events. If the request names no events, the result contains all recipes
   * except those that are on demand.
   */
  public Set<Integer> places(CaptureRequest wanted) {
    Set<Integer> places = new HashSet<>();
    recipes.forEach(
        (place, recipe) -> {
          if (isWanted(recipe, wanted)) {
            places.add(place);
          }
        });
    return places;
  }

  private static boolean isWanted(EventRecipe recipe, CaptureRequest wanted) {
    boolean isNamed = wanted.eventCodes().contains(recipe.event());
    if (!isNamed && (recipe.isOnDemand() || !wanted.eventCodes().isEmpty())) {
      return false;
    }
    Set<String> generic = wanted.genericCalls();
    return recipe.event() != GENERIC_EVENT || generic.isEmpty() || generic.contains(recipe.syscall());
  }
}
