package org.eyas.console.page;

/**
 * What the configuration allows the console.
 *
 * @param maySetPrograms whether it may change keys that run programs
 */
public record Limits(boolean maySetPrograms) {}
