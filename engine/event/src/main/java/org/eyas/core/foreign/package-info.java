/** What the whole engine has to know about calls of other bundles' code. */
@NullMarked
package org.eyas.core.foreign;

import org.jspecify.annotations.NullMarked;
