package org.eyas.fleet.alert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonText;
import org.eyas.source.k8saudit.input.AuditTime;

/**
 * Reads the audit events of Kubernetes in a record of Kafka: an Event, the items of an EventList as the API server
 * sends it, or an array of both. For one thread.
 */
public final class AuditRecordReader {
  /**
   * An event.
   *
   * @param nanos the time at which it was written, in nanoseconds since the epoch
   * @param fault the reason why it cannot be used; empty if it can be used
   */
  public record AuditEventJson(byte[] json, long nanos, String fault) {}

  private static final Text EVENT = Text.of("Event");
  private static final Text EVENT_LIST = Text.of("EventList");
  private static final byte[] KIND = AlertEvent.utf8("kind");
  private static final byte[] ITEMS = AlertEvent.utf8("items");
  private static final byte[] STAGE_TIME = AlertEvent.utf8("stageTimestamp");
  private static final byte[] REQUEST_TIME = AlertEvent.utf8("requestReceivedTimestamp");

  private final JsonIndex json = new JsonIndex();
  private final JsonText text = new JsonText();

  /** The events, in their order. */
  public List<AuditEventJson> read(byte[] bytes) throws BadAlertException {
    try {
      json.parse(bytes, 0, bytes.length);
    } catch (JsonException e) {
      throw new BadAlertException("it is not JSON: " + e.getMessage());
    }
    List<AuditEventJson> items = new ArrayList<>();
    if (json.is(JsonKind.ARRAY, 0)) {
      addEach(0, items);
    } else {
      add(0, items);
    }
    return items;
  }

  private void addEach(int array, List<AuditEventJson> items) {
    for (int at = array + 1; at < json.after(array); at = json.after(at)) {
      add(at, items);
    }
  }

  private void add(int node, List<AuditEventJson> items) {
    int kind = json.member(node, KIND);
    Bytes name = json.is(JsonKind.STRING, kind) ? text.of(json, kind) : Text.ABSENT;
    int list = json.member(node, ITEMS);
    if (name.equals(EVENT_LIST) && json.is(JsonKind.ARRAY, list)) {
      for (int at = list + 1; at < json.after(list); at = json.after(at)) {
        items.add(item(at));
      }
    } else {
      items.add(
          name.equals(EVENT) ? item(node)
              : new AuditEventJson(copy(node), 0, "it is neither an Event nor an EventList with items"));
    }
  }

  private AuditEventJson item(int node) {
    long stage = nanos(node, STAGE_TIME);
    long nanos = stage == AuditTime.NONE ? nanos(node, REQUEST_TIME) : stage;
    return nanos == AuditTime.NONE ? new AuditEventJson(copy(node), 0, "it has no stageTimestamp in the form of RFC 3339")
        : new AuditEventJson(copy(node), nanos, "");
  }

  private long nanos(int node, byte[] name) {
    int time = json.member(node, name);
    return json.is(JsonKind.STRING, time) ? AuditTime.nanos(text.of(json, time)) : AuditTime.NONE;
  }

  private byte[] copy(int node) {
    return Arrays.copyOfRange(json.bytes(), json.start(node), json.end(node));
  }
}
