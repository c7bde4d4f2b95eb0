package org.eyas.core.metric;

/** The unit of a figure, and the suffix of its name: base units in Prometheus, and the measured unit in snapshots. */
enum MetricUnit {
  COUNT("total", "", 1),
  PERCENT("ratio", "_perc", 0.01),
  KIBIBYTES("bytes", "_kb", 1024),
  BYTES("bytes", "_bytes", 1),
  NANOSECONDS("nanoseconds", "_ns", 1),
  NANOSECONDS_SUM("nanoseconds_total", "_ns", 1),
  SECONDS_SUM("seconds_total", "_sec", 1),
  TIMESTAMP("timestamp_nanoseconds", "_ts", 1);

  private static final double MEGABYTE = 1024 * 1024;

  private final String served;
  private final String suffix;
  private final double factor;

  MetricUnit(String served, String suffix, double factor) {
    this.served = served;
    this.suffix = suffix;
    this.factor = factor;
  }

  String served() {
    return served;
  }

  /** @param megabytes whether memory is in megabytes */
  String suffix(boolean megabytes) {
    return megabytes && isMemory() ? "_mb" : suffix;
  }

  private boolean isMemory() {
    return served.equals("bytes");
  }

  Number serve(Number measured) {
    return factor == 1 ? measured : measured.doubleValue() * factor;
  }

  Number inSnapshot(Number measured, boolean megabytes) {
    return megabytes && isMemory() ? DecimalRounding.tenth(measured.doubleValue() * factor / MEGABYTE) : measured;
  }
}
