package org.eyas.console.page.configuration;

/**
 * The permissions of the console in the configuration.
 *
 * @param maySetPrograms whether it may change keys that run programs
 */
public record ConsolePermissions(boolean maySetPrograms) {}
