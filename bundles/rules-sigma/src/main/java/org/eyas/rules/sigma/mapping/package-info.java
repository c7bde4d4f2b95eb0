/** Mappings of the log sources and fields of Sigma to the events and fields of Eyas. They are read from YAML files. */
@NullMarked
package org.eyas.rules.sigma.mapping;

import org.jspecify.annotations.NullMarked;
