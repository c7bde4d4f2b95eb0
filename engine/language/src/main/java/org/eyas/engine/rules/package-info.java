/** Rule documents: reads items from YAML, definitions from items, and rules from definitions. */
@NullMarked
package org.eyas.engine.rules;

import org.jspecify.annotations.NullMarked;
