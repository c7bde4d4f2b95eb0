package org.eyas.api.control;

/**
 * What counts for one key of the configuration.
 *
 * @param value as YAML on one line
 * @param place where it was said: {@code FILE:LINE}, {@code -o KEY=VALUE}, or "built-in configuration"
 */
public record Setting(String key, String value, String place) {}
