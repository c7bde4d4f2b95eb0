package org.eyas.console.page;

import org.eyas.api.control.OutputStatus;

/**
 * An output as tables show it.
 *
 * @param fill how full its queue is, in percent; 0 if it has no limit
 */
record OutputRow(
    String name, boolean up, String error, String sent, String failed, boolean failing, String dropped, boolean dropping,
    String queue, boolean limited, long fill) {
  static OutputRow of(OutputStatus output) {
    boolean limited = output.capacity() > 0 && output.capacity() < Integer.MAX_VALUE;
    return new OutputRow(
        output.channel().name(),
        output.channel().up(),
        output.channel().lastError(),
        Figures.count(output.sent()),
        Figures.count(output.failed()),
        output.failed() > 0,
        Figures.count(output.dropped()),
        output.dropped() > 0,
        Figures.count(output.waiting()) + (limited ? " of " + Figures.count(output.capacity()) : ""),
        limited,
        limited ? Math.min(100, output.waiting() * 100 / output.capacity()) : 0);
  }
}
