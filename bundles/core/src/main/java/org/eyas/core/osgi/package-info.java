/** The components: the only package that uses OSGi. */
@NullMarked
package org.eyas.core.osgi;

import org.jspecify.annotations.NullMarked;
