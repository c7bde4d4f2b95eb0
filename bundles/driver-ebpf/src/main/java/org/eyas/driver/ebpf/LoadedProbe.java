package org.eyas.driver.ebpf;

import java.util.Set;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.linux.libc.Libc;
import org.eyas.recipe.RecipeTable;

/** The probe and its rings, loaded into the kernel. */
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
    // Read while the kernel verifies: the code that reads them is cold at a start.
    BackgroundPreparation<ProbeTables> tables =
        BackgroundPreparation.begin("read-recipes", ProbeTables::ofMachine, unused -> {});
    int cpus = Libc.processors();
    EbpfProbe probe = EbpfProbe.load(object, MapSizes.of(cpus, budget), tables, leftOut);
    try {
      return new LoadedProbe(probe, tables.await().recipes(), ProbeRings.of(probe.object(), probe.sizes(), budget));
    } catch (ProbeException | RuntimeException e) {
      probe.close();
      throw e;
    }
  }

  /** Attaches the probe before the rules are known. The request of the capture replaces the selection of calls. */
  void attachEarly() throws ProbeException {
    probe.want(EarlyCalls.places(recipes.byPlace()));
    probe.attach();
  }

  @Override
  public void close() {
    probe.close();
    rings.close();
  }
}
