package org.eyas.recipe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.common.TsvTable;

/**
 * All recipes: the recipes of {@code recipes.tsv}, and recipes of the generic event for system calls without an event
 * of their own. The steps of {@code details.tsv} are added to the recipes of their calls. The place of a recipe is the
 * number of its system call on this machine. The places of tracepoints follow those of system calls.
 */
public final class RecipeTable {
  /** The first place after those of system calls. */
  public static final int SYSCALLS = 512;

  private static final int GENERIC_EVENT = 1;
  private static final List<String> TRACEPOINTS =
      List.of("@exec", "@exit", "@open", "@openat", "@openat2", "@creat", "@signal", "@switch", "@pagefault");

  private final FlagTranslations translations = new FlagTranslations();
  private final SyscallNumbers numbers;
  private final Map<Integer, EventRecipe> byPlace = new HashMap<>();

  public RecipeTable(SyscallNumbers numbers) {
    this.numbers = numbers;
    RecipeStepParser parser = new RecipeStepParser(translations);
    Map<String, List<RecipeStep>> details = details(parser);
    for (String[] row : TsvTable.rows(RecipeTable.class, "recipes.tsv")) {
      EventRecipe recipe = recipe(row, parser, details.getOrDefault(row[0], List.of()));
      place(recipe).ifPresent(place -> byPlace.put(place, recipe));
    }
    numbers.all().forEach((name, number) -> byPlace.computeIfAbsent(number, any -> generic(name, parser, details)));
  }

  private static Map<String, List<RecipeStep>> details(RecipeStepParser parser) {
    return TsvTable.rows(RecipeTable.class, "details.tsv").stream()
        .collect(Collectors.toMap(row -> row[0], row -> Arrays.stream(row[1].split(" ")).map(parser::parse).toList()));
  }

  private static EventRecipe recipe(String[] row, RecipeStepParser parser, List<RecipeStep> details) {
    List<String> words = new ArrayList<>(Arrays.asList(row[6].split(" ")));
    boolean onlyFailed = words.remove("failed");
    words.remove("");
    return new EventRecipe(
        row[0],
        Integer.parseInt(row[1]),
        EventRecipe.Program.valueOf(row[3].toUpperCase(Locale.ROOT)),
        row[4].isEmpty() ? EventRecipe.Shortcut.NONE : EventRecipe.Shortcut.valueOf(row[4].toUpperCase(Locale.ROOT)),
        EventRecipe.Category.valueOf(row[5].toUpperCase(Locale.ROOT)),
        onlyFailed,
        Stream.concat(words.stream().map(parser::parse), details.stream()).toList());
  }

  private EventRecipe generic(String name, RecipeStepParser parser, Map<String, List<RecipeStep>> details) {
    List<RecipeStep> steps =
        new ArrayList<>(List.of(parser.parse("const16(" + numbers.scCode(name) + ")"), parser.parse("u16(nr)")));
    steps.addAll(details.getOrDefault(name, List.of()));
    return new EventRecipe(
        name, GENERIC_EVENT, EventRecipe.Program.PLAIN, EventRecipe.Shortcut.NONE, EventRecipe.Category.OTHER, false, steps);
  }

  private Optional<Integer> place(EventRecipe recipe) {
    if (recipe.isTracepoint()) {
      return Optional.of(placeOfTracepoint(recipe.syscall()));
    }
    return Optional.ofNullable(numbers.all().get(recipe.syscall()));
  }

  /** The place of the recipe of a tracepoint, for example {@code @switch}. */
  public static int placeOfTracepoint(String name) {
    int index = TRACEPOINTS.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("there is no tracepoint '" + name + "', only " + TRACEPOINTS);
    }
    return SYSCALLS + index;
  }

  /** All recipes by place. */
  public Map<Integer, EventRecipe> byPlace() {
    return byPlace;
  }

  /** The tables to which steps refer. */
  public FlagTranslations translations() {
    return translations;
  }
}
