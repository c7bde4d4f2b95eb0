/**
 * The pages of alerts: lists, groups, one alert with its processes and fields, the stream of new alerts, exports and
 * saved searches.
 */
@NullMarked
package org.eyas.console.page.alert;

import org.jspecify.annotations.NullMarked;
