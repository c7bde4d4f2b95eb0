package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.recipe.EventRank;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.RecipeStepKind;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.junit.jupiter.api.Test;

class RecipeMemoryTest {
  private final RecipeTable recipes = new RecipeTable(SyscallNumbers.of("amd64"));

  @Test
  void aRecipeIsWrittenAsTheProbeReadsIt() {
    ByteBuffer memory = ByteBuffer.allocate(RecipeMemory.recipeBytes()).order(ByteOrder.LITTLE_ENDIAN);
    RecipeMemory.writeRecipes(recipes, memory);
    int close = 3 * RecipeMemory.RECIPE_BYTES;
    assertEquals(5, memory.getShort(close));
    assertEquals(EventRecipe.Program.PLAIN.ordinal(), memory.get(close + 2));
    assertEquals(EventRecipe.Category.CLOSE.ordinal() | EventRank.UPKEEP.ordinal() << 4, memory.get(close + 3));
    assertEquals(2, memory.get(close + 4), "steps");
    assertEquals(2, memory.get(close + 5), "parameters");
    assertEquals(RecipeStepKind.FD.code(), memory.get(close + 8 + RecipeMemory.STEP_BYTES));
  }

  @Test
  void rowsAreWrittenInTheirOrder() {
    int count = recipes.translations().rows().size();
    ByteBuffer memory = ByteBuffer.allocate(12 * count).order(ByteOrder.LITTLE_ENDIAN);
    RecipeMemory.writeRows(recipes.translations(), memory);
    int last = 12 * (count - 1);
    assertEquals(0x10, memory.getInt(last), "mask");
    assertEquals(0x10, memory.getInt(last + 4), "match");
    assertEquals(0x80, memory.getInt(last + 8), "scap");
  }
}
