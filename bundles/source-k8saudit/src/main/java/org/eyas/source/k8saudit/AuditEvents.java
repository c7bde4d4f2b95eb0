package org.eyas.source.k8saudit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.data.VisibleText;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.EventSink;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonLimits;
import org.eyas.json.JsonText;
import org.eyas.source.k8saudit.input.AuditDocument;
import org.eyas.source.k8saudit.input.AuditInput;

/**
 * The events of one document: an Event, the items of an EventList as the API server's webhook sends it, or an array of both. What
 * is not an event is refused; the rest continues.
 */
final class AuditEvents {
  private static final Bytes EVENT = Text.of("Event");
  private static final Bytes EVENT_LIST = Text.of("EventList");
  private static final byte[] KIND = "kind".getBytes(UTF_8);
  private static final byte[] ITEMS = "items".getBytes(UTF_8);
  private static final byte[] AUDIT_ID = "auditID".getBytes(UTF_8);
  private static final int SHOWN_ID_BYTES = 64;

  /** The time at which the event was written comes first; the time of the request is the second choice. */
  private static final byte[] STAGE_TIME = "stageTimestamp".getBytes(UTF_8);

  private static final byte[] REQUEST_TIME = "requestReceivedTimestamp".getBytes(UTF_8);

  private final AuditInput input;
  private final int maxEventBytes;
  private final Refusals refusals;
  private final JsonIndex json = new JsonIndex();
  private final JsonText text = new JsonText();
  private final PayloadEvent event = new PayloadEvent();
  private int[] nodes = new int[64];
  private int size;
  private int next;
  private AuditDocument document = new AuditDocument();

  AuditEvents(AuditInput input, int maxEventBytes, Refusals refusals) {
    this.input = input;
    this.maxEventBytes = maxEventBytes;
    this.refusals = refusals;
  }

  /** Begins with another document, whose bytes must not change until all its events are sent. */
  void begin(AuditDocument of) {
    document = of;
    size = 0;
    next = 0;
    try {
      json.parse(of.bytes(), of.offset(), of.length());
      collect(0);
    } catch (JsonException e) {
      refusals.add(of.place(), Reason.of(e));
    }
  }

  private void collect(int node) {
    if (json.is(JsonKind.ARRAY, node)) {
      for (int at = node + 1; at < json.after(node); at = json.after(at)) {
        collect(at);
      }
      return;
    }
    int kind = json.member(node, KIND);
    Bytes name = json.is(JsonKind.STRING, kind) ? text.of(json, kind) : Text.ABSENT;
    int items = json.member(node, ITEMS);
    if (name.equals(EVENT)) {
      add(node);
    } else if (name.equals(EVENT_LIST) && json.is(JsonKind.ARRAY, items)) {
      for (int at = items + 1; at < json.after(items); at = json.after(at)) {
        add(at);
      }
    } else {
      refusals.add(document.place(), "it is neither an Event nor an EventList with items");
    }
  }

  private void add(int node) {
    if (size == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * size);
    }
    nodes[size++] = node;
  }

  /** Whether the document has more events. */
  boolean hasNext() {
    return next < size;
  }

  /** Passes on at most so many events. Returns how many it were. */
  int send(EventSink sink, int limit) {
    int sent = 0;
    while (hasNext() && sent < limit) {
      sent += isSent(sink, nodes[next++]) ? 1 : 0;
    }
    return sent;
  }

  private boolean isSent(EventSink sink, int node) {
    long nanos = nanos(node, STAGE_TIME);
    nanos = nanos == AuditTime.NONE ? nanos(node, REQUEST_TIME) : nanos;
    int length = json.end(node) - json.start(node);
    if (nanos == AuditTime.NONE) {
      refuse(node, "it has no stageTimestamp in the form of RFC 3339");
      return false;
    }
    if (length > maxEventBytes) {
      refuse(node, "it has " + length + " bytes, and " + maxEventBytes + " are allowed (eyas.k8saudit.max_event_kb)");
      return false;
    }
    int values = json.after(node) - node;
    if (values > JsonLimits.EVENT.nodes()) {
      refuse(node, "it has " + values + " values and names, and " + JsonLimits.EVENT.nodes() + " are allowed");
      return false;
    }
    if (input.isRepeated(json.bytes(), json.start(node), length)) {
      return false;
    }
    event.write(nanos, json.bytes(), json.start(node), length);
    sink.onEvent(0, event.memory(), 0, event.length());
    return true;
  }

  private long nanos(int node, byte[] name) {
    int time = json.member(node, name);
    return json.is(JsonKind.STRING, time) ? AuditTime.nanos(text.of(json, time)) : AuditTime.NONE;
  }

  // A client can choose the auditID.
  private static String shown(Bytes id) {
    boolean fits = id.length() <= SHOWN_ID_BYTES;
    return VisibleText.line(fits ? id.toString() : id.slice(0, SHOWN_ID_BYTES, new ByteView()) + "...");
  }

  private void refuse(int node, String reason) {
    int id = json.member(node, AUDIT_ID);
    String name = id == JsonIndex.NONE ? "" : ", auditID " + shown(text.of(json, id));
    refusals.add(document.place() + (size > 1 ? ", event " + next + " of " + size : "") + name, reason);
  }
}
