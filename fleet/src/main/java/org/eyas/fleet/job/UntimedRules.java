package org.eyas.fleet.job;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Rules have no time: the stream of the rules is always idle, so that the time of the alerts alone counts. It must not have a time of
 * its own, however late: when all alerts are idle, Flink would take it as the time of the job.
 */
final class UntimedRules implements WatermarkGenerator<RuleFile> {
  @Override
  public void onEvent(RuleFile event, long millis, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.markIdle();
  }
}
