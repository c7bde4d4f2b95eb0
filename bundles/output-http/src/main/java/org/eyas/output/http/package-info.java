/** The output that posts alerts to a web address, one request for each alert. */
@NullMarked
package org.eyas.output.http;

import org.jspecify.annotations.NullMarked;
