package org.eyas.fleet.job;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.alert.BadAlertException;
import org.jspecify.annotations.Nullable;

/** Reads the time of each alert. A record that is not an alert passes with its fault. Flink calls it on the threads of the source. */
final class AlertReader implements KafkaRecordDeserializationSchema<AlertRecord> {
  private static final long serialVersionUID = 1;
  /** Alerts of hosts have a few kB. What a rule puts into its alert of the fleet must fit in a record too. */
  static final int MOST_BYTES = 100 << 10;

  private transient @Nullable AlertEvent alert;

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AlertRecord> out) {
    long writtenMillis = record.timestamp() > 0 ? record.timestamp() : Long.MAX_VALUE;
    out.collect(read(record, TimeUnit.MILLISECONDS.toNanos(Math.min(writtenMillis, System.currentTimeMillis()))));
  }

  /**
   * One host whose clock is ahead must not move the time of all others.
   *
   * @param latestNanos the time of the record, which is about when it was written to the topic; an alert is not newer
   */
  private AlertRecord read(ConsumerRecord<byte[], byte[]> record, long latestNanos) {
    String place = record.topic() + "/" + record.partition() + "@" + record.offset();
    byte[] value = Objects.requireNonNullElse(record.value(), new byte[0]);
    long nanos = latestNanos;
    String fault = "";
    try {
      nanos = Math.min(nanos, nanos(value, place));
    } catch (BadAlertException e) {
      fault = String.valueOf(e.getMessage());
    }
    return new AlertRecord(place, record.offset(), value, nanos, fault);
  }

  private long nanos(byte[] value, String place) throws BadAlertException {
    if (value.length > MOST_BYTES) {
      throw new BadAlertException("it has " + value.length + " bytes; an alert has at most " + MOST_BYTES);
    }
    return event().read(value, place).timestampNanos();
  }

  private AlertEvent event() {
    AlertEvent known = alert;
    if (known == null) {
      known = new AlertEvent();
      alert = known;
    }
    return known;
  }

  @Override
  public TypeInformation<AlertRecord> getProducedType() {
    return TypeInformation.of(AlertRecord.class);
  }
}
