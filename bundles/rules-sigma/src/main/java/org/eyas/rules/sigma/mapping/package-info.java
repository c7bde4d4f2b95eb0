/** Which events and fields of Eyas the log sources and fields of Sigma stand for: read from YAML files. */
@NullMarked
package org.eyas.rules.sigma.mapping;

import org.jspecify.annotations.NullMarked;
