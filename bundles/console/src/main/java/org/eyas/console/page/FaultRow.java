package org.eyas.console.page;

import java.util.List;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.Health;

/** The faults of a bundle's service. */
record FaultRow(String bundle, String service, String failures, String late, String greedy, String last, boolean takenOut) {
  static List<FaultRow> all(Services services) {
    return services.health().map(Health::faults).orElse(List.of()).stream().map(FaultRow::of).toList();
  }

  private static FaultRow of(FaultCount fault) {
    return new FaultRow(
        fault.bundle(), fault.service(), Figures.count(fault.failures()), Figures.count(fault.late()),
        Figures.count(fault.greedy()), fault.last(), fault.takenOut());
  }
}
