package org.eyas.config.yaml;

import java.util.List;
import java.util.Map;

/**
 * The content of a YAML file.
 *
 * @param map its keys and values: maps, lists, texts and {@link YamlNull}
 * @param lines the line of each key, by dotted path; without keys within lists
 * @param mistakes keys that are written twice
 */
public record YamlDocument(Map<String, Object> map, Map<String, Integer> lines, List<ConfigMistake> mistakes) {}
