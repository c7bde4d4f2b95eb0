package org.eyas.engine.incident;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.eyas.api.incident.IncidentReport;

/**
 * The score of an incident: a sum of points, of which each loses half of its value in the half-life. So work of a day that is odd now
 * and then never adds up, and an attack of some hours does.
 */
final class IncidentScore {
  /** With this score, an incident is reported, if its steps are of different kinds. */
  static final double REPORTED = 100;

  private static final double HALF_LIFE_NANOS = IncidentReport.HALF_LIFE.toNanos();

  private double points;
  private long nanos;

  /** Adds points at a time. A time before the latest one counts as the latest one: the points then are a little too high. */
  void add(double more, long nowNanos) {
    long now = Math.max(nanos, nowNanos);
    points = at(now) + more;
    nanos = now;
  }

  /** Adds the points of another score. */
  void add(IncidentScore other) {
    long now = Math.max(nanos, other.nanos);
    add(other.at(now), now);
  }

  /** The score at a time; for a time before the latest addition, the score of that addition. */
  double at(long nowNanos) {
    return nowNanos <= nanos ? points : points * Math.exp(-Math.log(2) * (nowNanos - nanos) / HALF_LIFE_NANOS);
  }

  void encode(DataOutputStream out) throws IOException {
    out.writeDouble(points);
    out.writeLong(nanos);
  }

  static IncidentScore decode(DataInputStream in) throws IOException {
    IncidentScore kept = new IncidentScore();
    kept.points = in.readDouble();
    kept.nanos = in.readLong();
    return kept;
  }
}
