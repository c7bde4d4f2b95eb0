package org.eyas.config;

import java.util.List;
import java.util.Map;

/**
 * What stood in a YAML file.
 *
 * @param map its keys and values: maps, lists, texts and {@link YamlNull}
 * @param lines the line each key stands in, by dotted path; keys inside of lists are not there
 * @param mistakes keys that are written twice
 */
record YamlDocument(Map<String, Object> map, Map<String, Integer> lines, List<Mistake> mistakes) {}
