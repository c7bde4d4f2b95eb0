package org.eyas.driver.ebpf;

import java.util.Set;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.driver.ebpf.recipe.Recipes;
import org.eyas.driver.ebpf.recipe.SyscallNumbers;
import org.eyas.linux.libc.Libc;

/** The probe in the kernel, not attached to anything yet. */
record LoadedProbe(Probe probe, Recipes recipes) implements AutoCloseable {
  /**
   * Loads it; most of the time is the kernel's, which verifies each program.
   *
   * @param object the probe as clang makes it
   * @param budget how much memory its rings may take
   * @param leftOut programs that are not tried
   */
  static LoadedProbe load(byte[] object, RingBudget budget, Set<String> leftOut) throws ProbeException {
    SyscallNumbers numbers = SyscallNumbers.of(System.getProperty("os.arch"));
    Recipes recipes = new Recipes(numbers);
    int cpus = Libc.processors();
    return new LoadedProbe(Probe.load(object, MapSizes.of(cpus, budget), numbers, recipes, leftOut), recipes);
  }

  @Override
  public void close() {
    probe.close();
  }
}
