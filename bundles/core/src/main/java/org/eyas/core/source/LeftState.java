package org.eyas.core.source;

import java.time.Instant;
import org.eyas.api.source.SourceInfo;

/**
 * The state of the source of system calls that a process leaves to the next one, besides the capture.
 *
 * @param source the source that was read last
 * @param bootNanos the boot time that the times of events count from
 * @param number the number of the last event
 * @param hasFiles whether the state contains the files that are open
 * @param left when the process stopped to read
 * @param state encoded as blocks of a .scap file
 */
record LeftState(SourceInfo source, long bootNanos, long number, boolean hasFiles, Instant left, byte[] state) {}
