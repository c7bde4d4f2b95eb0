/** Alerts of hosts: read from JSON as events with fields, and alerts of the fleet as JSON. */
@NullMarked
package org.eyas.fleet.alert;

import org.jspecify.annotations.NullMarked;
