/** The job of Flink: reads alerts and rules from Kafka, evaluates each group of alerts in one place, and writes alerts of the fleet. */
@NullMarked
package org.eyas.fleet.job;

import org.jspecify.annotations.NullMarked;
