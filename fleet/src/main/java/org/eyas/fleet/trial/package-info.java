/** Tests of rules for the fleet, without a cluster. */
@NullMarked
package org.eyas.fleet.trial;

import org.jspecify.annotations.NullMarked;
