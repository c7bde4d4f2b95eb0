package org.eyas.api.control;

/**
 * The value of a configuration key that is in effect.
 *
 * @param key the key, with dots between its parts: {@code engine.kind}
 * @param value the value as YAML on one line
 * @param place where the value was set: {@code FILE:LINE}, {@code -o KEY=VALUE}, or "built-in configuration"
 */
public record Setting(String key, String value, String place) {}
