package org.eyas.console.settings;

/**
 * A value of a YAML text that is neither list nor map.
 *
 * @param path {@code eyas.http_outputs[0].url}
 * @param key the last key on the way
 * @param document which of several documents it is in, from 0; the first one counts
 * @param start where it begins in the text
 * @param end behind its last character
 */
record Leaf(String path, String key, int document, String value, int start, int end) {}
