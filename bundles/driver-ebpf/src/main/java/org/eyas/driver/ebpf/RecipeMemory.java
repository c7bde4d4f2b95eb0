package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import org.eyas.recipe.DescriptorChange;
import org.eyas.recipe.EventRank;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.FlagTranslations;
import org.eyas.recipe.RecipeStep;
import org.eyas.recipe.RecipeTable;

/**
 * The recipes in the probe's memory, written once, before the probe is attached. The place of a recipe is its index.
 *
 * <pre>
 *  0            2         3          4       5        6             7      8
 *  +------------+---------+----------+-------+--------+-------------+------+-------------- - -
 *  | event u16  | program | category | steps | params | only failed | short| up to 19 steps
 *  +------------+---------+----------+-------+--------+-------------+------+-------------- - -
 *
 *  a step:
 *  0      1      2      3       4              6              8
 *  +------+------+------+-------+--------------+--------------+
 *  | kind | arg  | size | flags | first u16    | second u16   |
 *  +------+------+------+-------+--------------+--------------+
 * </pre>
 *
 * <p>The upper half of the category byte is the {@link EventRank}. The upper half of the byte "only failed" is the
 * {@link DescriptorChange}. The table of translations is beside the recipes. Each of its rows is three u32: mask,
 * match, scap.
 */
final class RecipeMemory {
  static final int STEP_BYTES = 8;
  static final int MOST_STEPS = 19;
  static final int RECIPE_BYTES = 8 + MOST_STEPS * STEP_BYTES;

  private static final int PLACES = 1024;
  private static final int FIRST_SHORTCUT = 8;

  private RecipeMemory() {}

  /** The size of the probe's table of recipes, in bytes. */
  static int recipeBytes() {
    return PLACES * RECIPE_BYTES;
  }

  static void writeRecipes(RecipeTable recipes, ByteBuffer to) {
    recipes
        .byPlace()
        .forEach((place, recipe) -> write(recipe, to.duplicate().order(to.order()).position(place * RECIPE_BYTES)));
  }

  private static void write(EventRecipe recipe, ByteBuffer to) {
    int steps = recipe.steps().size();
    if (steps > MOST_STEPS) {
      throw new IllegalArgumentException(recipe.syscall() + " has " + steps + " steps; the maximum is " + MOST_STEPS);
    }
    int rank = EventRank.of(recipe.syscall()).ordinal();
    to.putShort((short) recipe.event()).put((byte) recipe.program().ordinal());
    to.put((byte) (recipe.category().ordinal() | rank << 4));
    to.put((byte) steps).put((byte) recipe.widths().size());
    int change = DescriptorChange.of(recipe.syscall()).ordinal();
    to.put((byte) ((recipe.onlyFailed() ? 1 : 0) | change << 4)).put((byte) place(recipe.shortcut()));
    recipe.steps().forEach(step -> write(step, to));
  }

  private static void write(RecipeStep step, ByteBuffer to) {
    to.put((byte) step.kind().code()).put((byte) step.arg()).put((byte) step.size()).put((byte) step.flags());
    to.putShort((short) step.first()).putShort((short) step.second());
  }

  /** The place of a shortcut in the program array; 0 for none. */
  static int place(EventRecipe.Shortcut shortcut) {
    return shortcut == EventRecipe.Shortcut.NONE ? 0 : FIRST_SHORTCUT + shortcut.ordinal();
  }

  static void writeRows(FlagTranslations translations, ByteBuffer to) {
    translations.rows().forEach(row -> to.putInt(row.mask()).putInt(row.match()).putInt(row.scap()));
  }
}
