package org.eyas.driver.ebpf.pushdown;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.driver.ebpf.pushdown.CheckCompiler.Instruction;
import org.eyas.driver.ebpf.pushdown.CheckCompiler.Kind;
import org.eyas.recipe.EventRecipe;
import org.eyas.recipe.EventRecipe.Shortcut;

/**
 * Finds the conditions by which the probe can reject an open because it has rejected an open with the same path, flags
 * and mode before.
 */
final class PathOnlyChecks {
  private static final Set<Shortcut> OPENS = Set.of(Shortcut.OPEN, Shortcut.OPENAT);
  private static final Set<String> PARAMS = Set.of("name", "flags", "mode");

  private PathOnlyChecks() {}

  /**
   * Whether the checks search a path, and give the same answer for two opens with the same path, flags and mode if the
   * threads have the same classes and both opens failed or both succeeded.
   */
  static boolean dependOnlyOnPath(EventType type, Collection<EventRecipe> recipes, List<Instruction> checks) {
    return recipes.stream().allMatch(recipe -> OPENS.contains(recipe.shortcut()))
        && checks.stream().anyMatch(check -> check.kind() == Kind.TEXT)
        && checks.stream().allMatch(check -> isEqualForEqualPaths(type, check));
  }

  private static boolean isEqualForEqualPaths(EventType type, Instruction check) {
    if (check.kind() == Kind.CLASS) {
      return true;
    }
    return check.param() == 0 ? isOfSign(check) : PARAMS.contains(type.params().get(check.param()).name());
  }

  private static boolean isOfSign(Instruction check) {
    return check.kind() == Kind.RANGE && (check.a() == 0 || check.a() == Long.MIN_VALUE)
        && (check.b() == -1 || check.b() == Long.MAX_VALUE);
  }
}
