/** What is sent for an alert: the alert as it is, or what a template makes of it. */
@NullMarked
package org.eyas.output.http.payload;

import org.jspecify.annotations.NullMarked;
