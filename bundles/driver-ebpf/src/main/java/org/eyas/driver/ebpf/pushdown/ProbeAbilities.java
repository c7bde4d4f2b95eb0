package org.eyas.driver.ebpf.pushdown;

/**
 * The conditions that the probe can judge in this kernel.
 *
 * @param parameters whether it judges more than the results of calls
 * @param names whether it checks that a path is a name of the opened file
 */
public record ProbeAbilities(boolean parameters, boolean names) {}
