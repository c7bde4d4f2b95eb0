package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.recipe.EventRecipe;
import org.junit.jupiter.api.Test;

/** The calls that the probe records before the rules are known. */
class EarlyCallsTest {
  private static final Map<Integer, EventRecipe> RECIPES = ProbeTables.ofMachine().recipes().byPlace();

  private static final Set<String> EARLY =
      EarlyCalls.places(RECIPES).stream().map(place -> RECIPES.get(place).syscall()).collect(Collectors.toSet());

  @Test
  void containTheStartAndEndOfProcessesAndWhatAttackersDo() {
    List<String> wanted = List.of(
        "@exec", "@exit", "execve", "openat", "close", "connect", "dup2", "setuid", "ptrace", "memfd_create", "chdir", "unlinkat",
        "finit_module", "bpf");
    assertTrue(EARLY.containsAll(wanted), EARLY.toString());
  }

  @Test
  void leaveOutCallsThatWouldFillTheRings() {
    assertTrue(
        List.of("read", "write", "futex", "poll", "newfstatat", "@switch", "@pagefault").stream().noneMatch(EARLY::contains),
        EARLY.toString());
  }
}
