package org.eyas.rules.sigma.convert;

/**
 * A Sigma file.
 *
 * @param name its path as the user gave it
 */
public record SigmaFile(String name, String text) {}
