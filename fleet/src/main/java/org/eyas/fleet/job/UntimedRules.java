package org.eyas.fleet.job;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Rules have no time: their stream never holds up that of the alerts. */
final class UntimedRules implements WatermarkGenerator<RuleFile> {
  @Override
  public void onEvent(RuleFile event, long millis, WatermarkOutput output) {}

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    output.emitWatermark(Watermark.MAX_WATERMARK);
  }
}
