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
import org.eyas.source.k8saudit.envelope.EnvelopeOpener;
import org.eyas.source.k8saudit.envelope.UnwrappedEvents;
import org.eyas.source.k8saudit.input.AuditDocument;
import org.eyas.source.k8saudit.input.AuditInput;
import org.eyas.source.k8saudit.input.AuditTime;
import org.eyas.source.k8saudit.session.ExecReports;

/**
 * Finds the events of one document: an Event, the items of an EventList as the API server's webhook sends it, or an
 * array of both. Other JSON, and text that is not JSON, may be an envelope of a managed cluster: its events are unwrapped. JSON
 * of another kind is refused, and the other events count. If a list cannot be indexed as a whole, each item is indexed alone.
 */
final class DocumentEvents {
  private static final Bytes EVENT = Text.of("Event");
  private static final Bytes EVENT_LIST = Text.of("EventList");
  private static final byte[] KIND = "kind".getBytes(UTF_8);
  private static final byte[] ITEMS = "items".getBytes(UTF_8);
  private static final byte[] AUDIT_ID = "auditID".getBytes(UTF_8);
  private static final int SHOWN_ID_BYTES = 64;

  /** The time at which the event was written is preferred; the time of the request is the second choice. */
  private static final byte[] STAGE_TIME = "stageTimestamp".getBytes(UTF_8);

  private static final byte[] REQUEST_TIME = "requestReceivedTimestamp".getBytes(UTF_8);

  private final AuditInput input;
  private final int maxEventBytes;
  private final AuditRefusals refusals;
  private final ExecReports execs;
  private final JsonIndex json = new JsonIndex();
  private final JsonText text = new JsonText();
  private final PluginEventBuffer event = new PluginEventBuffer();
  private final EventListScanner items = new EventListScanner();
  private final EnvelopeOpener envelopes;
  private int[] nodes = new int[64];
  private int size;
  private int next;
  private int nextItem;
  private AuditDocument document = new AuditDocument();
  private byte[] origin = ClusterNameMember.NONE;

  /** @param execs gets each event */
  DocumentEvents(AuditInput input, int maxEventBytes, AuditRefusals refusals, ExecReports execs) {
    envelopes = new EnvelopeOpener(UnwrapLimit.bytes(), refusals::add);
    this.input = input;
    this.maxEventBytes = maxEventBytes;
    this.refusals = refusals;
    this.execs = execs;
  }

  /** Begins with another document. Its bytes must not change until all its events are sent. */
  void begin(AuditDocument of) {
    document = of;
    origin = ClusterNameMember.of(of.cluster());
    size = 0;
    next = 0;
    nextItem = 0;
    items.clear();
    envelopes.begin(of);
    try {
      json.parse(of.bytes(), of.offset(), of.length());
      collect();
    } catch (JsonException e) {
      beginText(of, Reason.of(e));
    }
  }

  private void beginText(AuditDocument of, String reason) {
    int end = of.offset() + of.length();
    if (!envelopes.isOpened(of.bytes(), of.offset(), end)) {
      items.find(of.bytes(), of.offset(), end);
      if (items.size() == 0) {
        refusals.add(of.place(), reason);
      }
    }
  }

  private void collect() {
    if (json.is(JsonKind.ARRAY, 0)) {
      for (int at = 1; at < json.after(0); at = json.after(at)) {
        collect(at);
      }
    } else {
      collect(0);
    }
  }

  private void collect(int node) {
    int kind = json.member(node, KIND);
    Bytes name = json.is(JsonKind.STRING, kind) ? text.of(json, kind) : Text.ABSENT;
    int list = json.member(node, ITEMS);
    if (name.equals(EVENT)) {
      add(node);
    } else if (name.equals(EVENT_LIST) && json.is(JsonKind.ARRAY, list)) {
      for (int at = list + 1; at < json.after(list); at = json.after(at)) {
        add(at);
      }
    } else if (!envelopes.isOpened(json, node)) {
      refusals.addUnrecognized(document.place());
    }
  }

  // Indexes the next unwrapped event, or the next item of a list that could not be indexed as a whole.
  private void beginItem() {
    UnwrappedEvents unwrapped = envelopes.events();
    boolean isUnwrapped = unwrapped.size() > 0;
    size = 0;
    next = 0;
    int start = isUnwrapped ? unwrapped.start(nextItem) : items.start(nextItem);
    int end = isUnwrapped ? unwrapped.end(nextItem) : items.end(nextItem);
    nextItem++;
    try {
      json.parse(isUnwrapped ? unwrapped.bytes() : document.bytes(), start, end - start);
      add(0);
    } catch (JsonException e) {
      refusals.add(document.place() + ", event " + nextItem + " of " + itemCount(), Reason.of(e));
    }
  }

  // A document has unwrapped events or the items of a damaged list, not both.
  private int itemCount() {
    return Math.max(envelopes.events().size(), items.size());
  }

  private void add(int node) {
    if (size == nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * size);
    }
    nodes[size++] = node;
  }

  /** Whether the document has more events. */
  boolean hasNext() {
    return next < size || nextItem < itemCount();
  }

  /** Sends at most {@code limit} events to the sink. Returns the number of events that were sent. */
  int send(EventSink sink, int limit) {
    int sent = 0;
    while (hasNext() && sent < limit) {
      if (next < size) {
        sent += isSent(sink, nodes[next++]) ? 1 : 0;
      } else {
        beginItem();
      }
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
    if (values + ClusterNameMember.NODES > JsonLimits.EVENT.nodes()) {
      refuse(node, "it has " + values + " values and names, and " + JsonLimits.EVENT.nodes() + " are allowed");
      return false;
    }
    if (input.isRepeated(json.bytes(), json.start(node), length)) {
      return false;
    }
    event.write(nanos, json.bytes(), json.start(node), length);
    event.addMembers(origin);
    execs.onEvent(json, node, document.cluster());
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
    int number = itemCount() == 0 ? next : nextItem;
    int of = Math.max(size, itemCount());
    refusals.add(document.place() + (of > 1 ? ", event " + number + " of " + of : "") + name, reason);
  }
}
