package org.eyas.respond.guard;

/**
 * A process that is frozen.
 *
 * @param owner the connection over which it was frozen
 * @param untilNanos the end of its lease, in nanoseconds since the machine started
 */
record FrozenProcess(PidDescriptor descriptor, int pid, long startTicks, Object owner, long untilNanos) {}
