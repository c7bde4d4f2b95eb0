/**
 * Alerts in the formats of receivers: the alert itself, a template filled with its values, or a document of a published schema.
 * The outputs for HTTP, files and Kafka use it.
 */
@NullMarked
package org.eyas.payload;

import org.jspecify.annotations.NullMarked;
