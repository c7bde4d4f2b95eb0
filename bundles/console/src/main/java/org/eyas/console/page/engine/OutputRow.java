package org.eyas.console.page.engine;

import java.util.List;
import org.eyas.api.control.OutputControl;
import org.eyas.api.control.OutputStatus;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.configuration.BundleKeyFinder;

/**
 * An output as tables show it.
 *
 * @param fill how full its queue is, in percent; 0 if it has no limit
 * @param link the address of its configuration; empty if it has none
 */
record OutputRow(
    String name, boolean up, String error, String sent, String failed, boolean failing, String dropped, boolean dropping,
    String queue, boolean limited, long fill, String link) {
  /** One row for each output; none if the engine does not run. */
  static List<OutputRow> all(ConsoleServices services) {
    BundleKeyFinder keys = new BundleKeyFinder(services);
    return services.outputControl().map(OutputControl::outputs).orElse(List.of()).stream()
        .map(output -> of(output, keys))
        .toList();
  }

  private static OutputRow of(OutputStatus output, BundleKeyFinder keys) {
    boolean limited = output.capacity() > 0 && output.capacity() < Integer.MAX_VALUE;
    return new OutputRow(
        output.channel().name(),
        output.channel().up(),
        output.channel().lastError(),
        FigureFormat.count(output.sent()),
        FigureFormat.count(output.failed()),
        output.failed() > 0,
        FigureFormat.count(output.dropped()),
        output.dropped() > 0,
        FigureFormat.count(output.waiting()) + (limited ? " of " + FigureFormat.count(output.capacity()) : ""),
        limited,
        limited ? Math.min(100, output.waiting() * 100 / output.capacity()) : 0,
        keys.link("org.eyas.output." + output.channel().name().split("-", 2)[0])); // one of several is called http-NAME
  }
}
