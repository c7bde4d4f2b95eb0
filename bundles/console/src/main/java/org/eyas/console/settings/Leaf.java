package org.eyas.console.settings;

/**
 * A value of a YAML text that is neither list nor map.
 *
 * @param path for example {@code eyas.http_outputs[0].url}
 * @param key the last key of the path
 * @param document which of several documents it is in, from 0; the first one counts
 * @param start where it begins in the text
 * @param end after its last character
 */
record Leaf(String path, String key, int document, String value, int start, int end) {}
