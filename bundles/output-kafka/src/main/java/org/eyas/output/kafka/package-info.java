/** Sends alerts to a topic of Apache Kafka. */
@NullMarked
package org.eyas.output.kafka;

import org.jspecify.annotations.NullMarked;
