package org.eyas.api.control;

/**
 * How one bundle is. A dropped jar that was refused is told too, under the name of its file and with the state "refused".
 *
 * @param state in OSGi's words, small: "active", "resolved", "installed"
 * @param part whether it can be chosen, stopped and replaced while the engine runs
 * @param origin the file that was dropped; empty for those that came with Eyas
 * @param problem why it does not run, in one line; empty where it does or was not chosen
 */
public record BundleStatus(
    String symbolicName, String version, String state, boolean part, String origin, String problem) {}
