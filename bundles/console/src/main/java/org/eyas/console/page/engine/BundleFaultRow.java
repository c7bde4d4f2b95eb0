package org.eyas.console.page.engine;

import java.util.List;
import org.eyas.api.control.FaultCount;
import org.eyas.api.control.Health;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;

/** The faults of a bundle's service. */
record BundleFaultRow(String bundle, String service, String failures, String late, String greedy, String last, boolean takenOut) {
  static List<BundleFaultRow> all(ConsoleServices services) {
    return services.health().map(Health::faults).orElse(List.of()).stream().map(BundleFaultRow::of).toList();
  }

  private static BundleFaultRow of(FaultCount fault) {
    return new BundleFaultRow(
        fault.bundle(), fault.service(), FigureFormat.count(fault.failures()), FigureFormat.count(fault.late()),
        FigureFormat.count(fault.greedy()), fault.last(), fault.takenOut());
  }
}
