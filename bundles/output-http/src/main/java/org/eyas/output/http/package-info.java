/** Alerts to a web address, one request each. */
@NullMarked
package org.eyas.output.http;

import org.jspecify.annotations.NullMarked;
