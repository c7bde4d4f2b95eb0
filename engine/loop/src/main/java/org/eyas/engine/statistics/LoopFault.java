package org.eyas.engine.statistics;

import java.time.Instant;

/**
 * Internal errors that a loop caught, as health shows them.
 *
 * @param last the latest error in one line: the part that failed, and the kind and place of the exception
 * @param count how many there were since the loop started
 * @param since the time at which the current series of errors started
 */
public record LoopFault(String last, long count, Instant since) {}
