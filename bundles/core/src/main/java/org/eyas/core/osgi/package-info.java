/** The components: the only package that knows OSGi. */
@NullMarked
package org.eyas.core.osgi;

import org.jspecify.annotations.NullMarked;
