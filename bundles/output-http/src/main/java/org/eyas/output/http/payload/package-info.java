/** The content of requests: the alert itself, or a template filled with its values. */
@NullMarked
package org.eyas.output.http.payload;

import org.jspecify.annotations.NullMarked;
