package org.eyas.fleet.job;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Marks the stream of the rules as idle, so that the time of the alerts alone counts. The stream must not have a time
 * of its own, not even a late one: when all streams of alerts are idle, Flink would use it as the time of the job.
 */
final class IdleRuleWatermarks implements WatermarkGenerator<RuleFile> {
  @Override
  public void onEvent(RuleFile event, long millis, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
