package org.eyas.client;

/**
 * What a server is.
 *
 * @param falco the Falco that it is, or behaves as: "0.44.1"
 * @param engine its rule language: "0.62.0"
 */
public record ServerVersion(String falco, String engine) {}
