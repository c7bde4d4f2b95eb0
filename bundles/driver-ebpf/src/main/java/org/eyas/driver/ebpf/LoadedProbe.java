package org.eyas.driver.ebpf;

import java.util.Set;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.recipe.Recipes;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.linux.libc.Libc;

/** The probe and its rings, loaded into the kernel but not attached yet. */
record LoadedProbe(Probe probe, Recipes recipes, OpenRings rings) implements AutoCloseable {
  /**
   * Loads the probe. Most of the time goes into the kernel's verification of each program. The rings are opened here too, because
   * the kernel waits for its readers (RCU) before it has given them to the probe.
   *
   * @param object the object file of the probe
   * @param budget the number and size of the rings
   * @param leftOut programs not to load
   */
  static LoadedProbe load(byte[] object, RingBudget budget, Set<String> leftOut) throws ProbeException {
    SyscallNumbers numbers = SyscallNumbers.of(System.getProperty("os.arch"));
    Recipes recipes = new Recipes(numbers);
    int cpus = Libc.processors();
    Probe probe = Probe.load(object, MapSizes.of(cpus, budget), numbers, recipes, leftOut);
    try {
      return new LoadedProbe(probe, recipes, OpenRings.of(probe.object(), probe.sizes(), budget));
    } catch (ProbeException | RuntimeException e) {
      probe.close();
      throw e;
    }
  }

  @Override
  public void close() {
    probe.close();
    rings.close();
  }
}
