package org.eyas.core.source;

import java.time.Instant;
import org.eyas.api.source.SourceInfo;

/**
 * The facts that a process leaves to the next one about the source of system calls, besides the capture and the tables of the state.
 *
 * @param source the source that was read last
 * @param bootNanos the boot time that the times of events count from
 * @param number the number of the last event
 * @param hasFiles whether the tables contain the files that are open
 * @param left when the process stopped to read
 */
record LeftStateSummary(SourceInfo source, long bootNanos, long number, boolean hasFiles, Instant left) {}
