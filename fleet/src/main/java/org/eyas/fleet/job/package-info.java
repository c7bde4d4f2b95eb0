/**
 * The job of Flink. It reads alerts and rules from Kafka, evaluates each group of alerts in one task, and writes alerts
 * of the fleet.
 */
@NullMarked
package org.eyas.fleet.job;

import org.jspecify.annotations.NullMarked;
