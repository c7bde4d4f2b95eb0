package org.eyas.fleet.job;

import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.alert.AuditRecordReader;
import org.eyas.fleet.alert.BadAlertException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time of each alert and audit event. A record that is not an alert becomes a record with a fault. Flink
 * calls it on the threads of the source.
 */
final class AlertDeserializer implements KafkaRecordDeserializationSchema<AlertRecord> {
  private static final long serialVersionUID = 1;
  /**
   * The largest alert in bytes. Alerts of hosts have a few kB, and excerpts of them must fit in an alert of the fleet.
   */
  static final int MOST_BYTES = 100 << 10;
  /** The largest audit event in bytes. The request in it can be larger than the values that rules read. */
  static final int MOST_AUDIT_BYTES = 512 << 10;

  private final Set<String> audit;
  private transient @Nullable AlertEvent alert;
  private transient @Nullable AuditRecordReader events;

  /** @param audit the topics with audit events */
  AlertDeserializer(Collection<String> audit) {
    this.audit = Set.copyOf(audit);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<AlertRecord> out) {
    long writtenMillis = record.timestamp() > 0 ? record.timestamp() : Long.MAX_VALUE;
    long latestNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(writtenMillis, System.currentTimeMillis()));
    String place = record.topic() + "/" + record.partition() + "@" + record.offset();
    byte[] value = Objects.requireNonNullElse(record.value(), new byte[0]);
    if (audit.contains(record.topic())) {
      readAudit(record.offset(), place, value, latestNanos, out);
    } else {
      out.collect(read(record.offset(), place, value, latestNanos));
    }
  }

  /**
   * Reads an alert. A host whose clock is ahead must not advance the time of all other hosts.
   *
   * @param latestNanos the time of the record, about that of its writing to the topic; it limits the time of the alert
   */
  private AlertRecord read(long offset, String place, byte[] value, long latestNanos) {
    long nanos = latestNanos;
    String fault = "";
    try {
      nanos = Math.min(nanos, nanos(value, place));
    } catch (BadAlertException e) {
      fault = String.valueOf(e.getMessage());
    }
    return new AlertRecord(place, offset, value, nanos, fault, false);
  }

  /** Reads audit events. A record with a list of events gives several events. */
  private void readAudit(long offset, String place, byte[] value, long latestNanos, Collector<AlertRecord> out) {
    try {
      for (AuditRecordReader.AuditEventJson item : events().read(value)) {
        String fault = item.json().length > MOST_AUDIT_BYTES ? tooLong(item.json()) : item.fault();
        long nanos = fault.isEmpty() ? Math.min(latestNanos, item.nanos()) : latestNanos;
        out.collect(new AlertRecord(place, offset, item.json(), nanos, fault, true));
      }
    } catch (BadAlertException e) {
      out.collect(new AlertRecord(place, offset, value, latestNanos, String.valueOf(e.getMessage()), true));
    }
  }

  private static String tooLong(byte[] event) {
    return "it has " + event.length + " bytes; an audit event has at most " + MOST_AUDIT_BYTES;
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

  private AuditRecordReader events() {
    AuditRecordReader known = events;
    if (known == null) {
      known = new AuditRecordReader();
      events = known;
    }
    return known;
  }

  @Override
  public TypeInformation<AlertRecord> getProducedType() {
    return TypeInformation.of(AlertRecord.class);
  }
}
