package org.eyas.api.control;

/**
 * The state of one bundle. A jar in the watched folder that was refused is listed too, under its file name and with the state
 * "refused".
 *
 * @param state the OSGi state in lower case: "active", "resolved", "installed"
 * @param part whether the bundle can be started, stopped and replaced while the engine runs
 * @param origin the file in the watched folder; empty for a bundle that came with Eyas
 * @param problem why the bundle does not run, in one line; empty if it runs or is not selected to run
 */
public record BundleStatus(
    String symbolicName, String version, String state, boolean part, String origin, String problem) {}
