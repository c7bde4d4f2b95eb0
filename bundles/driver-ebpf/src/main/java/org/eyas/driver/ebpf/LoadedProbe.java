package org.eyas.driver.ebpf;

import java.util.Set;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.driver.ebpf.recipe.Recipes;
import org.eyas.driver.ebpf.recipe.SyscallNumbers;
import org.eyas.linux.libc.Libc;

/** The probe in the kernel, not attached to anything yet. */
record LoadedProbe(Probe probe, Recipes recipes, int cpus) implements AutoCloseable {
  /**
   * Loads it; most of the time is the kernel's, which verifies each program.
   *
   * @param object the probe as clang makes it
   * @param leftOut programs that are not tried
   */
  static LoadedProbe load(byte[] object, Set<String> leftOut) throws ProbeException {
    SyscallNumbers numbers = SyscallNumbers.of(System.getProperty("os.arch"));
    Recipes recipes = new Recipes(numbers);
    int cpus = Libc.processors();
    return new LoadedProbe(Probe.load(object, cpus, numbers, recipes, leftOut), recipes, cpus);
  }

  @Override
  public void close() {
    probe.close();
  }
}
