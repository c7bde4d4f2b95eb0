/** The services with which other bundles observe and change the running engine. */
@NullMarked
package org.eyas.core.control;

import org.jspecify.annotations.NullMarked;
