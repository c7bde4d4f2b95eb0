package org.eyas.driver.ebpf;

import java.util.Set;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.linux.libc.Libc;
import org.eyas.recipe.RecipeTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The probe and its rings, loaded into the kernel. */
record LoadedProbe(EbpfProbe probe, RecipeTable recipes, ProbeRings rings) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LoadedProbe.class);

  /**
   * Loads the probe. Most of the time goes into the kernel's verification of each program. The rings are opened here too, because
   * the kernel waits for its readers (RCU) before it has given them to the probe.
   *
   * @param object the object file of the probe
   * @param wanted the number and size of the rings, if they fit
   * @param leftOut programs not to load
   */
  static LoadedProbe load(byte[] object, RingBudget wanted, Set<String> leftOut) throws ProbeException {
    // Read while the kernel verifies: the code that reads them is cold at a start.
    BackgroundPreparation<ProbeTables> tables =
        BackgroundPreparation.begin("read-recipes", ProbeTables::ofMachine, unused -> {});
    int cpus = Libc.processors();
    RingBudget budget = wanted.within(cpus);
    if (budget.ringBytes() < wanted.ringBytes()) {
      LOG.info(
          "The rings of {} processors have {} kB each instead of {} kB, together {} MB; the limit is eyas.driver.rings_mb_total",
          cpus, budget.ringBytes() >> 10, wanted.ringBytes() >> 10, budget.totalBytes(cpus) >> 20);
    }
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
