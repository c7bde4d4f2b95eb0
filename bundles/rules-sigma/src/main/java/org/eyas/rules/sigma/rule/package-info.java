/**
 * Sigma rules as they are written: read from YAML, without the meaning of their fields in Eyas. Plain code without
 * OSGi.
 */
@NullMarked
package org.eyas.rules.sigma.rule;

import org.jspecify.annotations.NullMarked;
