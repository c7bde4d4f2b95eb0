/** Rule documents: YAML to items, items to definitions, definitions to rules. */
@NullMarked
package org.eyas.core.rules;

import org.jspecify.annotations.NullMarked;
