package org.eyas.driver.ebpf;

import java.util.Set;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.linux.libc.Libc;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;

/** The probe and its rings, loaded into the kernel but not attached yet. */
record LoadedProbe(EbpfProbe probe, RecipeTable recipes, ProbeRings rings) implements AutoCloseable {
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
    RecipeTable recipes = new RecipeTable(numbers);
    int cpus = Libc.processors();
    EbpfProbe probe = EbpfProbe.load(object, MapSizes.of(cpus, budget), numbers, recipes, leftOut);
    try {
      return new LoadedProbe(probe, recipes, ProbeRings.of(probe.object(), probe.sizes(), budget));
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
