/**
 * The text of the configuration: reads YAML, writes values as YAML or JSON, and changes one key of a text. Keys of the
 * command line are written into the same trees of maps and lists.
 */
@NullMarked
package org.eyas.config.yaml;

import org.jspecify.annotations.NullMarked;
