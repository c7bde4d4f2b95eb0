package org.eyas.client;

/**
 * The version of a server.
 *
 * @param falco the version of Falco that it is, or whose behaviour it has: "0.44.1"
 * @param engine the version of its rule language: "0.62.0"
 */
public record ServerVersion(String falco, String engine) {}
