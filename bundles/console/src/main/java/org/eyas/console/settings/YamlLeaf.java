package org.eyas.console.settings;

/**
 * A value of a YAML text that is neither list nor map.
 *
 * @param path for example {@code eyas.http_outputs[0].url}
 * @param key the last key of the path
 * @param document the number of its document in the text, from 0; only the first document counts
 * @param start the offset of its first character in the text
 * @param end the offset after its last character
 */
record YamlLeaf(String path, String key, int document, String value, int start, int end) {}
